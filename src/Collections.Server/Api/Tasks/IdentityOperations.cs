using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Tasks;

/// <summary>Whether the person on the line is the customer.</summary>
internal static class IdentityOperations
{
    private const int AnswerLengthMax = 64;

    public static IReadOnlyList<Operation> All =>
    [
        new("checkIdentity", "POST", "/tasks/{taskId}/identity-check", CheckAsync)
        {
            Tag = "Tasks",
            Summary = "Compares what the person on the line said with what is on record. Until it matches, agents see "
                + "no amounts, no account matters and no whole numbers; two failures are the wrong party. What he said "
                + "is kept nowhere.",
            Body = Body(
                "IdentityCheck",
                new Field("method", Word([.. IdentityMethods.All.Select(method => method.Name)])),
                new Field("answer", Text(AnswerLengthMax), true),
                new Field("agentId", Id)),
            Answer = TaskShapes.Task,
        },
    ];

    private static async ValueTask<ApiReply> CheckAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var method = reader.Word("method", [.. IdentityMethods.All.Select(each => each.Name)]);
        var answer = reader.Required("answer", reader.Text("answer", AnswerLengthMax)) ?? string.Empty;
        var agent = reader.Id("agentId");
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        if (Disclosure.IsBound(call) && IdentityMethods.OrNull(method ?? IdentityMethods.Usual) is { IsInSight: true })
        {
            return call.Refuse(Rejection.Refused(
                "identity_in_sight", "You can read the answer yourself: ask for something else."));
        }

        var desk = new IdentityDesk(call.Engine, call.Server.Setup.Vault);
        var (command, refusal) = await desk.JudgeAsync(
            call.Key(TaskDecider.Kind, call.Part("taskId")),
            new IdentityAnswer(method ?? IdentityMethods.Usual, answer, agent));
        return command is null ? call.Refuse(refusal!) : await TaskOperations.AskAsync(call, command);
    }
}
