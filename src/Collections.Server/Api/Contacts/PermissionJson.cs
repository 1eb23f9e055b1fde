using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Api.Contacts;

/// <summary>The gate's answer as the API shows it.</summary>
internal static class PermissionJson
{
    public static JsonObject Of(ContactPermission permission) => new()
    {
        ["decision"] = WordOf(permission.Decision),
        ["until"] = TextOf(permission.Until),
        ["rules"] = new JsonArray([.. permission.Rules.Select(Rule)]),
        ["policy"] = permission.Policy,
        ["policyVersion"] = permission.PolicyVersion,
        ["closes"] = permission.Closes == Instant.MaxValue ? null : TextOf(permission.Closes),
        ["disclosures"] = new JsonArray([.. permission.Disclosures.Select(word => JsonValue.Create(word))]),
        ["evaluatedAt"] = TextOf(permission.EvaluatedAt),
    };

    public static string? TextOf(Instant? instant) =>
        instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null;

    private static JsonObject Rule(RuleFinding finding) => new()
    {
        ["rule"] = finding.Rule,
        ["outcome"] = WordOf(finding.Outcome),
        ["saw"] = finding.Saw,
        ["until"] = TextOf(finding.Until),
        ["policy"] = finding.Policy,
        ["policyVersion"] = finding.PolicyVersion,
    };

    private static string WordOf(GateAnswer answer) => answer switch
    {
        GateAnswer.Allow => "allow",
        GateAnswer.Defer => "defer",
        GateAnswer.Block => "block",
        _ => throw Invariant.Unreachable($"Unknown answer {answer}."),
    };
}
