using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Api.Accounts;

/// <summary>The way of every command to an account: body to command, command to engine, answer to reply.</summary>
internal static class AccountAsk
{
    /// <summary>Asks with a body that is read at once.</summary>
    public static ValueTask<ApiReply> RunAsync(
        ApiCall call, Func<Node, WireContext, WireCommand> read, Func<AccountAnswer, ApiReply> render) =>
        RunAsync(call, (body, context) => ValueTask.FromResult(read(body, context)), render);

    /// <summary>Asks with a body whose personal values are sealed on the way.</summary>
    public static async ValueTask<ApiReply> RunAsync(
        ApiCall call, Func<Node, WireContext, ValueTask<WireCommand>> read, Func<AccountAnswer, ApiReply> render)
    {
        var id = call.Part("accountId");
        var (command, rejection) = await read(call.Body, ContextOf(call, id));
        if (command is null)
        {
            return call.Refuse(rejection!);
        }

        var (configuration, now) = (await call.ConfigurationAsync(), call.Now);
        return await call.AskAsync(call.Key(AccountDecider.Kind, id), command, answer =>
            render(new AccountAnswer(call, command, answer, (configuration, now))));
    }

    /// <summary>What bodies need from around them: path and tenant.</summary>
    public static WireContext ContextOf(ApiCall call, string accountId)
    {
        var tenant = call.Caller.Tenant;
        return new WireContext(
            accountId, BodyForm.Json, (person, value) => call.Server.Setup.Vault.SealAsync(tenant, person, value))
        {
            PathIds = call.Http.Request.RouteValues
                .Where(part => part.Key != "accountId")
                .ToDictionary(part => part.Key, part => (string)part.Value!),
        };
    }

    /// <summary>201 for what is new, 200 for what was there.</summary>
    public static int StatusOf(Answer answer) =>
        answer.Outcome == Outcome.Accepted ? StatusCodes.Status201Created : StatusCodes.Status200OK;
}
