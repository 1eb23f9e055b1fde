using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Server.Api.OpenApi;
using NodaTime;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Contacts;

/// <summary>A person as the API shows him: what the gate knows, nothing that is personal.</summary>
internal static class PersonView
{
    private const int ContactsMax = 100;

    public static Schema Schema { get; } = Answer(
        "Person",
        new("customerId", Id),
        new("unreachable", Flag),
        new("optOut", Flag),
        new("channels", List(Answer("ChannelWish", new("channel", Said), new("out", Flag), new("at", Shape.Instant)))),
        new("consents", List(Answer(
            "GivenConsent",
            new("consentId", Id),
            new("channel", Said.OrNull()),
            new("purpose", Said.OrNull()),
            new("accountId", Said.OrNull()),
            new("at", Shape.Instant),
            new("until", Shape.Instant.OrNull()),
            new("requested", Flag),
            new("source", Said)))),
        new("thirdParties", List(Answer(
            "KnownThirdParty",
            new("thirdPartyId", Id),
            new("relation", Said),
            new("refused", Flag),
            new("contacts", Whole)))),
        new("legalHolds", List(Answer(
            "PlacedLegalHold",
            new("holdId", Id),
            new("kind", Said),
            new("accountId", Said.OrNull()),
            new("channel", Said.OrNull()),
            new("from", Date),
            new("until", Date.OrNull()),
            new("reference", Said.OrNull())))),
        new("quietDates", List(Answer(
            "SetQuietDate", new("quietId", Id), new("first", Date), new("last", Date), new("reason", Said)))),
        new("contacts", List(Answer(
            "CountedContact",
            new("contactId", Id),
            new("at", Shape.Instant),
            new("channel", Said),
            new("accountId", Said.OrNull()),
            new("outcome", Said.OrNull()),
            new("direction", Word("in", "out")),
            new("agency", Said.OrNull())))),
        new("version", Whole));

    public static Schema Decision { get; } = Answer(
        "ContactDecision",
        new("at", Shape.Instant),
        new("decision", Said),
        new("contactId", Said.OrNull()),
        new("accountId", Said.OrNull()),
        new("channel", Said.OrNull()),
        new("reason", Said.OrNull()),
        new("outcome", Said.OrNull()),
        new("until", Shape.Instant.OrNull()),
        new("rules", List(Answer(
            "RuleSeen",
            new("rule", Said),
            new("outcome", Said),
            new("saw", Said),
            new("until", Shape.Instant.OrNull()),
            new("policy", Said.OrNull()),
            new("policyVersion", Whole.OrNull())))));

    public static JsonObject Of(Person person, long version) => new()
    {
        ["customerId"] = person.Id,
        ["unreachable"] = person.Unreachable,
        ["optOut"] = person.Overall?.Out ?? false,
        ["channels"] = All(person.Wishes, wish => new JsonObject
        {
            ["channel"] = wish.Channel,
            ["out"] = wish.Out,
            ["at"] = PermissionJson.TextOf(wish.At),
        }),
        ["consents"] = All(person.Consents, ConsentOf),
        ["thirdParties"] = All(person.ThirdParties, party => new JsonObject
        {
            ["thirdPartyId"] = party.ThirdPartyId,
            ["relation"] = party.Relation,
            ["refused"] = party.Refused,
            ["contacts"] = party.Contacts,
        }),
        ["legalHolds"] = All(person.LegalHolds, HoldOf),
        ["quietDates"] = All(person.QuietDates, dates => new JsonObject
        {
            ["quietId"] = dates.QuietId,
            ["first"] = Text(dates.First),
            ["last"] = Text(dates.Last),
            ["reason"] = dates.Reason,
        }),
        ["contacts"] = All(person.History.TakeLast(ContactsMax), ContactOf),
        ["version"] = version,
    };

    private static JsonObject ConsentOf(Consent consent) => new()
    {
        ["consentId"] = consent.ConsentId,
        ["channel"] = consent.Channel,
        ["purpose"] = consent.Purpose,
        ["accountId"] = consent.AccountId,
        ["at"] = PermissionJson.TextOf(consent.At),
        ["until"] = PermissionJson.TextOf(consent.Until),
        ["requested"] = consent.Requested,
        ["source"] = consent.Source,
    };

    private static JsonObject HoldOf(LegalHold hold) => new()
    {
        ["holdId"] = hold.HoldId,
        ["kind"] = hold.Kind,
        ["accountId"] = hold.AccountId,
        ["channel"] = hold.Channel,
        ["from"] = Text(hold.From),
        ["until"] = Text(hold.Until),
        ["reference"] = hold.Reference,
    };

    private static JsonObject ContactOf(ContactMark mark) => new()
    {
        ["contactId"] = mark.ContactId,
        ["at"] = PermissionJson.TextOf(mark.At),
        ["channel"] = mark.Channel,
        ["accountId"] = mark.AccountId,
        ["outcome"] = mark.Result,
        ["direction"] = mark.Inbound ? "in" : "out",
        ["agency"] = mark.By,
    };

    private static JsonArray All<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    private static string? Text(LocalDate? day) => day is { } given ? LocalDatePattern.Iso.Format(given) : null;
}
