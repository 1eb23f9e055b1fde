using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Tasks;

/// <summary>Links by which customers choose for themselves when they are called.</summary>
internal static class CustomerLinkOperations
{
    private const int DaysUsual = 14;

    private const int DaysMax = 90;

    public static IReadOnlyList<Operation> All =>
    [
        new("createCustomerLink", "POST", "/tasks/{taskId}/customer-link", CreateAsync)
        {
            Tag = "Tasks",
            Summary = "A signed link for the customer: there he chooses when to be called about this task, a time to "
                + "be left alone, or no more calls. 'path' follows the public address of this server.",
            Body = Body("NewCustomerLink", new Field("validDays", Whole)),
            BodyOptional = true,
            Answer = Answer(
                "CustomerLink", new("taskId", Id), new("path", Said), new("expiresAt", Shape.Instant)),
        },
    ];

    private static async ValueTask<ApiReply> CreateAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var days = reader.Whole("validDays", 1, DaysMax) ?? DaysUsual;
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        var id = call.Part("taskId");
        if (await call.Engine.ReadAsync(call.Key(TaskDecider.Kind, id)) is not (CollectionTask { Terms: not null }, _))
        {
            return call.Refuse(Rejection.Unknown("task_unknown", $"There is no task '{id}'."));
        }

        var until = NodaTime.Instant.FromUnixTimeSeconds((call.Now + Duration.FromDays(days)).ToUnixTimeSeconds());
        var link = new CustomerLink(call.Caller.Tenant, id, until);
        var body = new JsonObject
        {
            ["taskId"] = id,
            ["path"] = $"/c/{link.Write(call.Server.Setup.Vault.KeysOf(call.Caller.Tenant))}",
            ["expiresAt"] = InstantPattern.ExtendedIso.Format(until),
        };
        return ApiReply.Ok(JsonBytes.Of(body, (Utf8JsonWriter writer, JsonObject node) => node.WriteTo(writer)));
    }
}
