using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>
/// <c>frequency</c>: what the gate says to one more contact after a <c>history</c>: contacts one by one, bare times, or
/// how many there were (<c>count7d: 7</c>); at one instant or at several <c>checks</c>. Also the instants of
/// <c>attempts</c>, many requesters at once (<c>concurrency</c>) and a <c>fault</c> of what the gate needs.
/// </summary>
internal sealed class FrequencyCalculator : ICalculator
{
    public string List => "frequency";

    public IReadOnlySet<string> Inputs { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "tz", "zones", "resolution", "windows", "days", "calendar", "preset", "presets", "person", "debt", "history",
        "request", "at", "start", "from", "retryHours", "retryFrom", "frequency", "cooldowns", "quietDates", "channel",
        "number", "concurrency", "fault", "direction", "consent", "collector", "preferred",
    };

    public JsonObject Work(CalcCase each)
    {
        if (each.Text("fault") is { } fault)
        {
            var at = CasePolicy.Day.AtStartOfDayInZone(each.Zone).ToInstant();
            return Said(each, ContactPermission.FailClosed(fault, at));
        }

        if (each.Own("concurrency") is Node.Mapping)
        {
            return new JsonObject { ["expect"] = CaseCrowd.Run(each) };
        }

        if (each.Own("attempts") is Node.Sequence expected && each.Own("history") is null)
        {
            return new JsonObject { ["attempts"] = CaseAttempts.Of(each, expected) };
        }

        if (each.Own("checks") is not Node.Sequence checks)
        {
            return Said(each, Ask(each, At(each)));
        }

        var found = new JsonArray();
        foreach (var check in checks.Items.OfType<Node.Mapping>())
        {
            var one = each with { Body = Merged(each.Body, check) };
            var said = Said(one, Ask(one, At(one)));
            said["at"] = one.Text("at");
            found.Add(said);
        }

        return new JsonObject { ["checks"] = found };
    }

    private static ContactPermission Ask(CalcCase each, Instant at) => ContactPermission.Ask(
        CaseHistory.Person(each, at), CaseHistory.Query(each), CasePolicy.Configuration(each), at);

    private static Instant At(CalcCase each) =>
        each.Text("at") is { } text
            ? each.Instant("/at", text, CasePolicy.Day)
            : CasePolicy.Day.At(new LocalTime(15, 0)).InZoneLeniently(each.Zone).ToInstant();

    private static JsonObject Said(CalcCase each, ContactPermission permission) => new()
    {
        ["decision"] = permission.Decision.ToString().ToUpperInvariant(),
        ["until"] = each.Written("until", permission.Until, CasePolicy.Day),
        ["next"] = each.Written("next", permission.Until ?? permission.EvaluatedAt, CasePolicy.Day),
        ["allowed"] = permission.Decision == GateAnswer.Allow,
        ["rule"] = permission.BlockedBy ?? permission.DeferredBy,
        ["rules"] = new JsonArray(
        [
            .. permission.Rules
                .Where(finding => finding.Outcome != GateAnswer.Allow)
                .Select(finding => (JsonNode)finding.Rule),
        ]),
    };

    private static Node.Mapping Merged(Node.Mapping body, Node.Mapping over) => new(
        [.. body.Entries.Where(entry => over[entry.Key] is null && entry.Key != "checks"), .. over.Entries], over.At);
}
