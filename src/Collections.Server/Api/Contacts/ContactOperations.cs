using System.Text.Json;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Api.Contacts;

/// <summary>What the contact gate would say.</summary>
internal static class ContactOperations
{
    private static readonly Schema Answer = Shape.Answer(
        "ContactPermission",
        new("decision", Shape.Word("allow", "defer", "block")),
        new("until", Shape.Instant.OrNull()),
        new("rules", Shape.List(Shape.Answer(
            "ContactRule",
            new("rule", Shape.Said),
            new("outcome", Shape.Word("allow", "defer", "block")),
            new("saw", Shape.Said),
            new("until", Shape.Instant.OrNull()),
            new("policy", Shape.Said.OrNull()),
            new("policyVersion", Shape.Whole.OrNull())))),
        new("evaluatedAt", Shape.Instant));

    public static IReadOnlyList<Operation> All =>
    [
        new("getContactPermission", "GET", "/accounts/{accountId}/contact-permission", AskAsync)
        {
            Tag = "Contacts",
            Summary = "Whether the customer may be contacted over a channel, with the rules that decided. Asking "
                + "reserves nothing.",
            Answer = Answer,
            Query =
            [
                new("channel", Shape.Id, "email, sms, phone, wecom ..."),
                new("at", Shape.Instant, "The instant asked about; now when left out."),
            ],
        },
    ];

    private static async ValueTask<ApiReply> AskAsync(ApiCall call)
    {
        var channel = call.Query.Id("channel");
        var at = call.Query.Instant("at");
        if (channel is null && !call.Http.Request.Query.ContainsKey("channel"))
        {
            call.Query.Fault("channel", "required", "'channel' is required.");
        }

        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("accountId");
        if (await AccountReading.FindAsync(call, id) is not var (account, _))
        {
            return AccountReading.Unknown(call, id);
        }

        var profile = account.Profile!;
        var key = call.Key(PersonDecider.Kind, profile.CustomerId);
        var person = await call.Engine.ReadAsync(key) is (Person known, _) ? known : PersonDecider.Initial(key);
        var configuration = await call.ConfigurationAsync();
        var query = new ContactQuery(channel!, profile.TimeZone, account.Id);
        return ApiReply.Ok(JsonBytes.Of(ContactPermission.Ask(person, query, configuration, at ?? call.Now), Write));
    }

    private static void Write(Utf8JsonWriter writer, ContactPermission permission)
    {
        writer.WriteStartObject();
        writer.WriteString("decision"u8, WordOf(permission.Decision));
        writer.WriteString("until"u8, TextOf(permission.Until));
        writer.WriteStartArray("rules"u8);
        foreach (var rule in permission.Rules)
        {
            writer.WriteStartObject();
            writer.WriteString("rule"u8, rule.Rule);
            writer.WriteString("outcome"u8, WordOf(rule.Outcome));
            writer.WriteString("saw"u8, rule.Saw);
            writer.WriteString("until"u8, TextOf(rule.Until));
            writer.WriteString("policy"u8, rule.Policy);
            if (rule.PolicyVersion is { } version)
            {
                writer.WriteNumber("policyVersion"u8, version);
            }
            else
            {
                writer.WriteNull("policyVersion"u8);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("evaluatedAt"u8, TextOf(permission.EvaluatedAt));
        writer.WriteEndObject();
    }

    private static string? TextOf(Instant? instant) =>
        instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null;

    private static string WordOf(GateAnswer answer) => answer switch
    {
        GateAnswer.Allow => "allow",
        GateAnswer.Defer => "defer",
        GateAnswer.Block => "block",
        _ => throw Invariant.Unreachable($"Unknown answer {answer}."),
    };
}
