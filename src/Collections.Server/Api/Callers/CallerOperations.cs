using System.Text.Json;
using Collections.Domain.Callers;
using Collections.Gateways.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Server.Api.Contacts;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Callers;

/// <summary>The numbers that the tenant may show to those called.</summary>
internal static class CallerOperations
{
    private const string Tag = "Caller numbers";

    private const string List = "caller-numbers";

    private const string Path = "/caller-numbers/{number}";

    private static readonly Schema Caller = Answer(
        "CallerNumber",
        new("number", Said),
        new("verified", Flag),
        new("source", Said),
        new("verifiedAt", Shape.Instant),
        new("verifiedBy", Said),
        new("until", Shape.Instant.OrNull()),
        new("version", Whole));

    public static IReadOnlyList<Operation> All =>
    [
        new("listCallerNumbers", "GET", "/caller-numbers", ListAsync)
        {
            Tag = Tag,
            Summary = "Lists the numbers that may be shown to those called.",
            Answer = Page(Caller),
            Query = Paging.Parameters,
        },
        new("getCallerNumber", "GET", Path, GetAsync)
        {
            Tag = Tag,
            Summary = "How and when a number was verified to be the tenant's own.",
            Answer = Caller,
        },
        new("putCallerNumber", "PUT", Path, PutAsync)
        {
            Tag = Tag,
            Summary = "Says that a number is the tenant's own, and by what that is known: it may be shown from now on.",
            Body = Body("VerifiedCaller", new("source", Id, true), new("until", Shape.Instant)),
            Answer = Caller,
            Successes = [201, 200],
        },
        new("removeCallerNumber", "DELETE", Path, RemoveAsync)
        {
            Tag = Tag,
            Summary = "The number may not be shown any more; contacts that name it are blocked from now on.",
            Successes = [204],
            Query = [new("reason", Id, "Why, a code; 'unspecified' when left out.")],
        },
    ];

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var query = new RowQuery(call.Caller.Tenant, CallerDecider.Kind)
        {
            Limit = call.Query.Limit() + 1,
            AfterId = Cursor.From(call.Query, List),
            Status = Domain.Contacts.CallerSeam.Verified,
        };
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var found = new List<(CallerNumber Number, long Version)>();
        foreach (var row in await call.Server.Rows.FindAsync(query))
        {
            if (await FindAsync(call, row.Key.Id) is { } number)
            {
                found.Add(number);
            }
        }

        var page = new Page<(CallerNumber Number, long Version)>(List, found, query.Limit - 1);
        return Paging.Reply(page, Write, it => it.Number.Id);
    }

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var (id, refused) = await PartAsync(call);
        if (refused is not null)
        {
            return refused;
        }

        return await FindAsync(call, id) is { } number
            ? ApiReply.Ok(JsonBytes.Of(number, Write), number.Version)
            : call.Refuse(CallerDecider.Unknown(id));
    }

    private static async ValueTask<ApiReply> PutAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var source = reader.Required("source", reader.Id("source")) ?? string.Empty;
        var until = reader.Instant("until");
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        var (id, refused) = await PartAsync(call);
        if (refused is not null)
        {
            return refused;
        }

        var isNew = await FindAsync(call, id) is null;
        return await call.AskAsync(
            call.Key(CallerDecider.Kind, id),
            new CallerCommand.VerifyCaller(source, until),
            answer => ApiReply.Ok(
                JsonBytes.Of(((CallerNumber)answer.State!, answer.Version), Write), answer.Version) with
            {
                Status = isNew ? 201 : 200,
                Location = isNew ? $"/v1/caller-numbers/+{id}" : null,
            });
    }

    private static async ValueTask<ApiReply> RemoveAsync(ApiCall call)
    {
        var reason = call.Query.Id("reason") ?? "unspecified";
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var (id, refused) = await PartAsync(call);
        return refused ?? await call.AskAsync(
            call.Key(CallerDecider.Kind, id),
            new CallerCommand.WithdrawCaller(reason),
            _ => ApiReply.NoContent);
    }

    /// <summary>The number of the path, as its id; or the refusal of what is none.</summary>
    private static async ValueTask<(string Id, ApiReply? Refused)> PartAsync(ApiCall call)
    {
        var (id, fault) = CallerIds.Read(call.Part("number"), await ContactNumber.HomeAsync(call));
        return id is null
            ? (string.Empty, call.Refuse(Rejection.Invalid("/number", fault!, "A phone number is expected.")))
            : (id, null);
    }

    private static async ValueTask<(CallerNumber Number, long Version)?> FindAsync(ApiCall call, string id) =>
        await call.Engine.ReadAsync(call.Key(CallerDecider.Kind, id)) is
            (CallerNumber { Verification: not null } number, var version)
            ? (number, version)
            : null;

    private static void Write(Utf8JsonWriter writer, (CallerNumber Number, long Version) it)
    {
        var how = it.Number.Verification!;
        writer.WriteStartObject();
        writer.WriteString("number"u8, $"+{it.Number.Id}");
        writer.WriteBoolean("verified"u8, true);
        writer.WriteString("source"u8, how.Source);
        writer.WriteString("verifiedAt"u8, InstantPattern.ExtendedIso.Format(how.At));
        writer.WriteString("verifiedBy"u8, how.By);
        writer.WriteString("until"u8, how.Until is { } until ? InstantPattern.ExtendedIso.Format(until) : null);
        writer.WriteNumber("version"u8, it.Version);
        writer.WriteEndObject();
    }
}
