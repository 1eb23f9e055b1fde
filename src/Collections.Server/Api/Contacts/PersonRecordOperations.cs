using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Gateways.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Contacts;

/// <summary>What is kept of a person for the gate: wishes, consents, third parties, legal holds, quiet dates.</summary>
internal static class PersonRecordOperations
{
    private const string Tag = "Contacts";

    private const string Path = "/persons/{customerId}";

    private const string Unsaid = "api";

    private const int ContactsMax = 500;

    public static IReadOnlyList<Operation> All =>
    [
        new("getPerson", "GET", Path, GetAsync)
        {
            Tag = Tag,
            Summary = "What the gate knows of a person, without name and addresses.",
            Answer = PersonView.Schema,
        },
        new("listPersonContacts", "GET", $"{Path}/contacts", ContactsAsync)
        {
            Tag = Tag,
            Summary = "What the gate decided about the person, read from the audit log: each decision with every rule "
                + "that was looked at, what it saw and the version of the policy. The latest 500.",
            Answer = Page(PersonView.Decision),
            Query = [new("accountId", Id, "Contacts about this account only.")],
        },
        Verb(
            new("optOut", "POST", "opt-outs", "The person wants no more contacts over a channel, or over any."),
            Body("Wish", new("channel", Id), new("source", Id)),
            (reader, _) => new PersonCommand.OptOut(reader.Id("channel"), reader.Id("source") ?? Unsaid)),
        Verb(
            new("optIn", "POST", "opt-ins", "The person allows contacts again, over a channel or over all."),
            Body("Wish", new("channel", Id), new("source", Id)),
            (reader, _) => new PersonCommand.OptIn(reader.Id("channel"), reader.Id("source") ?? Unsaid)),
        Verb(
            new("giveConsent", "PUT", "consents/{consentId}", "The person consents; requested: asks to be contacted."),
            Body(
                "Consent",
                new("channel", Id),
                new("purpose", Id),
                new("accountId", Id),
                new("at", Shape.Instant),
                new("until", Shape.Instant),
                new("requested", Flag),
                new("source", Id, true)),
            (reader, call) => new PersonCommand.GiveConsent(new Consent
            {
                ConsentId = call.Part("consentId"),
                Channel = reader.Id("channel"),
                Purpose = reader.Id("purpose"),
                AccountId = reader.Id("accountId"),
                At = LocalDays.CutToMilliseconds(reader.Instant("at") ?? call.Now),
                Until = reader.Instant("until") is { } until ? LocalDays.CutToMilliseconds(until) : null,
                Requested = reader.Flag("requested") ?? false,
                Source = reader.Required("source", reader.Id("source")) ?? Unsaid,
            })),
        Removal("withdrawConsent", "consents/{consentId}", "The person withdraws a consent.",
            call => new PersonCommand.WithdrawConsent(call.Part("consentId"), Unsaid)),
        Verb(
            new("putThirdParty", "PUT", "third-parties/{thirdPartyId}", "Somebody else who may be contacted."),
            Body("ThirdParty", new("relation", Id, true), new("refused", Flag)),
            (reader, call) => new PersonCommand.PutThirdParty(
                call.Part("thirdPartyId"),
                reader.Required("relation", reader.Id("relation")) ?? string.Empty,
                reader.Flag("refused") ?? false)),
        Removal("removeThirdParty", "third-parties/{thirdPartyId}", "Takes a third party off.",
            call => new PersonCommand.RemoveThirdParty(call.Part("thirdPartyId"))),
        Verb(
            new("placeLegalHold", "PUT", "legal-holds/{holdId}", "The law stops contacts, or a complaint does."),
            Body(
                "LegalHold",
                new("kind", Word([.. LegalHoldKinds.All]), true),
                new("accountId", Id),
                new("channel", Id),
                new("from", Date),
                new("until", Date),
                new("reference", Id)),
            (reader, call) => new PersonCommand.PlaceLegalHold(new LegalHold
            {
                HoldId = call.Part("holdId"),
                Kind = reader.Required("kind", reader.Word("kind", LegalHoldKinds.All)) ?? string.Empty,
                AccountId = reader.Id("accountId"),
                Channel = reader.Id("channel"),
                From = reader.Date("from") ?? LocalDays.DayOf(call.Now, DateTimeZone.Utc),
                Until = reader.Date("until"),
                Reference = reader.Id("reference"),
            })),
        Removal("releaseLegalHold", "legal-holds/{holdId}", "A legal hold is over.",
            call => new PersonCommand.ReleaseLegalHold(call.Part("holdId"), "released")),
        Verb(
            new("setQuietDates", "PUT", "quiet-dates/{quietId}", "Days, both included, on which nobody calls."),
            Body("QuietDates", new("first", Date, true), new("last", Date), new("reason", Id, true)),
            (reader, call) =>
            {
                var first = reader.Date("first");
                reader.Required<object>("first", first);
                return new PersonCommand.SetQuietDates(new PersonQuietDates(
                    call.Part("quietId"),
                    first ?? default,
                    reader.Date("last") ?? first ?? default,
                    reader.Required("reason", reader.Id("reason")) ?? string.Empty));
            }),
        Removal("removeQuietDates", "quiet-dates/{quietId}", "Takes quiet dates back.",
            call => new PersonCommand.RemoveQuietDates(call.Part("quietId"))),
        Verb(
            new("setReachability", "POST", "reachability", "Says that the debtor cannot be reached, or can again."),
            Body("Reachability", new("unreachable", Flag, true), new("source", Id)),
            (reader, _) =>
            {
                var unreachable = reader.Flag("unreachable");
                reader.Required<object>("unreachable", unreachable);
                return new PersonCommand.SetReachability(unreachable ?? false, reader.Id("source") ?? Unsaid);
            }),
    ];

    private static Operation Verb(Call what, Schema body, Func<BodyReader, ApiCall, PersonCommand> read) =>
        new(what.Id, what.Method, $"{Path}/{what.Place}", call => AskAsync(call, read))
        {
            Tag = Tag,
            Summary = what.Summary,
            Body = body,
            Answer = PersonView.Schema,
        };

    private static Operation Removal(string id, string path, string summary, Func<ApiCall, PersonCommand> command) =>
        new(id, "DELETE", $"{Path}/{path}", call => RemoveAsync(call, command))
        {
            Tag = Tag,
            Summary = summary,
            Successes = [204],
        };

    private static async ValueTask<ApiReply> AskAsync(ApiCall call, Func<BodyReader, ApiCall, PersonCommand> read)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var command = read(reader, call);
        return reader.Finish() is { } rejection
            ? call.Refuse(rejection)
            : await call.AskAsync(Key(call), command, answer => View((Person)answer.State!, answer.Version));
    }

    private static async ValueTask<ApiReply> RemoveAsync(ApiCall call, Func<ApiCall, PersonCommand> command) =>
        call.Query.Finish() is { } fault
            ? call.Refuse(fault)
            : await call.AskAsync(Key(call), command(call), _ => ApiReply.NoContent);

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        return await call.Engine.ReadAsync(Key(call)) is (Person person, var version)
            ? View(person, version)
            : Unknown(call);
    }

    private static async ValueTask<ApiReply> ContactsAsync(ApiCall call)
    {
        var account = call.Query.Id("accountId");
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        if (await call.Engine.ReadAsync(Key(call)) is not (Person, _))
        {
            return Unknown(call);
        }

        var decisions = await ContactLog.ReadAsync(call.Engine, Key(call), account, NodaTime.Instant.MaxValue);
        var body = new JsonObject
        {
            ["data"] = new JsonArray([.. decisions.TakeLast(ContactsMax)]),
            ["nextCursor"] = null,
        };
        return ApiReply.Ok(JsonBytes.Of(body, WriteNode));
    }

    private static EntityKey Key(ApiCall call) => call.Key(PersonDecider.Kind, call.Part("customerId"));

    private static ApiReply View(Person person, long version) =>
        ApiReply.Ok(JsonBytes.Of(PersonView.Of(person, version), WriteNode), version);

    private static ApiReply Unknown(ApiCall call) =>
        call.Refuse(Rejection.Unknown("person_unknown", $"Nobody is known as '{call.Part("customerId")}'."));

    private static void WriteNode(Utf8JsonWriter writer, JsonObject node) => node.WriteTo(writer);

    private sealed record Call(string Id, string Method, string Place, string Summary);
}
