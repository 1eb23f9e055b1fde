using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Domain.Lexicons;
using Collections.Domain.Notices;
using Collections.Domain.Outcomes;
using Collections.Gateways.Contacts;
using Collections.Gateways.Notices;
using Collections.Kernel;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Contacts;

/// <summary>What is said on a call about an account.</summary>
internal static class ScriptOperations
{
    private const string Usual = "reminder";

    private static readonly NoticeRenderer Renderer = new();

    public static IReadOnlyList<Operation> All =>
    [
        new("getCallScript", "GET", "/accounts/{accountId}/script", GetAsync)
        {
            Tag = "Contacts",
            Summary = "The call script of a template, filled in for the account, part by part in the order in which it "
                + "is said. Agents get what is told of the account once they have verified the customer.",
            Answer = Answer(
                "CallScript",
                new("template", Said),
                new("language", Said),
                new("disclosed", Flag),
                new("coverage", Whole),
                new("confidence", Answer(
                    "ScriptConfidence",
                    new("thresholds", Map(Amount)),
                    new("other", Amount),
                    new("repeats", Whole),
                    new("lowTurnsToTransfer", Whole))),
                new("parts", List(Answer("ScriptPart", new("part", Said), new("text", Said)))),
                new("disclosures", List(Said))),
            Query =
            [
                new("template", Text(200), "The template with a script; 'reminder' when left out."),
                new("locale", Text(64), "The language; the account's when left out."),
                new("channel", Word(ContactChannels.Phone, ContactChannels.AiVoice), "Who speaks; 'phone' for people."),
            ],
        },
    ];

    private static async ValueTask<ApiReply> GetAsync(ApiCall call)
    {
        var name = call.Query.Text("template") ?? Usual;
        var locale = call.Query.Text("locale");
        var channel = call.Query.Word("channel", ContactChannels.Phone, ContactChannels.AiVoice);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("accountId");
        if (await AccountReading.FindAsync(call, id) is not var (account, _))
        {
            return AccountReading.Unknown(call, id);
        }

        var configuration = await call.ConfigurationAsync();
        var profile = account.Profile!;
        if (configuration.Templates.GetValueOrDefault(name)?.Template.Find(CallScript.Channel, locale ?? profile.Locale)
            is not { } found || CallScript.Split(found.Text.Body).Count == 0)
        {
            return call.Refuse(Rejection.Unknown("script_unknown", $"There is no call script '{name}'."));
        }

        var discloses = await Disclosure.LetsAsync(call, account);
        var open = await PersonalValues.OpenAsync(call, PersonalValues.Of(account), discloses);
        var values = new NoticeValues(
            account.Id,
            profile.Name is { } reference ? open(reference) : null,
            configuration.Settings.Name ?? call.Caller.Tenant,
            LocalDays.DayOf(call.Now, LocalDays.Zone(profile.TimeZone)),
            AccountNotices.FactsOf(account, call.Now));
        var query = AccountContacts.QueryOf(account, channel ?? ContactChannels.Phone);
        var permission = await ContactDesk.AskAsync(call.Engine, call.Caller.Tenant, account, (query, call.Now));
        var rendered = Renderer.Render(found, values);
        if (ForbiddenIn(rendered, values, configuration) is { } hit)
        {
            return call.Refuse(Rejection.Refused(
                "wording_forbidden", $"The script says what it must not: {hit}. Publish another one."));
        }

        var parts = CallScript.Split(rendered.Body);
        var body = new JsonObject
        {
            ["template"] = name,
            ["language"] = found.Language,
            ["disclosed"] = discloses,
            ["coverage"] = CallScript.Coverage(rendered.Body),
            ["confidence"] = ConfidenceOf(),
            ["parts"] = new JsonArray(
            [
                .. (discloses ? parts : CallScript.UntilVerified(parts)).Select(part => new JsonObject
                {
                    ["part"] = part.Part,
                    ["text"] = part.Text,
                }),
            ]),
            ["disclosures"] = new JsonArray([.. permission.Disclosures.Select(word => JsonValue.Create(word))]),
        };
        return ApiReply.Ok(JsonBytes.Of(body, (Utf8JsonWriter writer, JsonObject node) => node.WriteTo(writer)));
    }

    /// <summary>What must not be said, also in what was published before it was forbidden; null for nothing.</summary>
    private static WordingHit? ForbiddenIn(
        RenderedNotice script, NoticeValues values, TenantConfiguration configuration)
    {
        var hits = Wording.Find(
            NoticeGateway.WithoutName(script.Body, values.Name),
            script.Language,
            WordingInForce.Of(configuration, values.Today));
        return hits.Count > 0 ? hits[0] : null;
    }

    /// <summary>When whoever listens is to repeat, and when to hand over to a person.</summary>
    private static JsonObject ConfidenceOf()
    {
        var rule = SlotConfidence.Standard;
        var thresholds = new JsonObject();
        foreach (var (slot, least) in rule.Thresholds.OrderBy(slot => slot.Key, StringComparer.Ordinal))
        {
            thresholds[slot] = least;
        }

        return new JsonObject
        {
            ["thresholds"] = thresholds,
            ["other"] = rule.Other,
            ["repeats"] = rule.LowTurnsToTransfer - 1,
            ["lowTurnsToTransfer"] = rule.LowTurnsToTransfer,
        };
    }
}
