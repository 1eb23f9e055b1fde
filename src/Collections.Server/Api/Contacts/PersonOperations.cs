using System.Text.Json;
using Collections.Gateways.Privacy;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Contacts;

/// <summary>Persons across all their accounts.</summary>
internal static class PersonOperations
{
    private static readonly Schema Answer = Shape.Answer(
        "ErasedPerson",
        new("customerId", Shape.Id),
        new("accounts", Shape.Whole),
        new("notices", Shape.Whole));

    public static IReadOnlyList<Operation> All =>
    [
        new("erasePerson", "POST", "/persons/{customerId}/erase", EraseAsync)
        {
            Tag = "Contacts",
            Summary = "Makes names, contacts and free texts of a person unreadable for ever, on all accounts; money, "
                + "states and the audit trail stay. May be done again.",
            Answer = Answer,
        },
    ];

    private static async ValueTask<ApiReply> EraseAsync(ApiCall call)
    {
        var id = call.Part("customerId");
        var setup = call.Server.Setup;
        var erasure = new PersonErasure(setup.Engine, setup.Vault, setup.Outbox);
        var erased = EntityKey.IsValidId(id)
            ? await erasure.EraseAsync(call.Caller.Tenant, id, call.Caller.Principal)
            : null;
        return erased is null
            ? call.Refuse(Rejection.Unknown("person_unknown", $"Nobody is known as '{id}'."))
            : ApiReply.Ok(JsonBytes.Of((id, erased), Write));
    }

    private static void Write(Utf8JsonWriter writer, (string Id, ErasedPerson Erased) done)
    {
        writer.WriteStartObject();
        writer.WriteString("customerId"u8, done.Id);
        writer.WriteNumber("accounts"u8, done.Erased.Accounts);
        writer.WriteNumber("notices"u8, done.Erased.Notices);
        writer.WriteEndObject();
    }
}
