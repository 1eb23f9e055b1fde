using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>A contact that somebody thinks of.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="TimeZone">IANA zone in which its hours are judged.</param>
/// <param name="AccountId">The account it would be about; null asks about the person only, without holds.</param>
public sealed record ContactQuery(string Channel, string TimeZone, string? AccountId = null);

/// <summary>
/// The gate's answer to whether a contact may be made at an instant, with what every rule found. Asking changes nothing
/// and reserves nothing: the gate decides again when the contact is requested. What cannot be judged is blocked.
/// </summary>
/// <param name="Decision">The answer: the most severe finding.</param>
/// <param name="Until">The first instant at which it may be made, when the answer is to defer; else null.</param>
/// <param name="Rules">What the rules found, in the order in which they are looked at.</param>
/// <param name="EvaluatedAt">The instant asked about.</param>
public sealed record ContactPermission(
    GateAnswer Decision, Instant? Until, IReadOnlyList<RuleFinding> Rules, Instant EvaluatedAt)
{
    /// <summary>Judges a contact at an instant.</summary>
    public static ContactPermission Ask(Person state, ContactQuery query, Instant at)
    {
        List<RuleFinding> findings = [ContactWishes.Judge(state, query.Channel), HoldRule.Judge(state, query, at)];
        Instant? opens = null;
        if (LocalDays.ZoneOrNull(query.TimeZone) is { } zone)
        {
            opens = ContactWindow.Standard.NextOpen(at, zone);
            findings.Add(Window(at, zone, opens.Value));
        }
        else
        {
            findings.Add(new RuleFinding(ContactRules.Zone, GateAnswer.Block, "The zone is unknown."));
        }

        var decision = findings.Max(finding => finding.Outcome);
        return new ContactPermission(decision, decision == GateAnswer.Defer ? opens : null, findings, at);
    }

    /// <summary>The rule that blocks; null when none does.</summary>
    public string? BlockedBy => Rules.FirstOrDefault(finding => finding.Outcome == GateAnswer.Block)?.Rule;

    private static RuleFinding Window(Instant at, DateTimeZone zone, Instant opens)
    {
        var answer = opens == at ? GateAnswer.Allow : GateAnswer.Defer;
        var local = LocalTimeText.Of(at.InZone(zone).LocalDateTime);
        var (first, end) = (ContactWindow.Standard.Opens, ContactWindow.Standard.Closes);
        var saw = $"{local} in {zone.Id}, hours {LocalTimeText.Of(first)}-{LocalTimeText.Of(end)}";
        return new RuleFinding(ContactRules.Window, answer, saw);
    }
}
