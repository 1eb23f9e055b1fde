using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>The contact policy that a contact is judged by, and how its findings are stamped.</summary>
/// <param name="InForce">The policy with its version.</param>
/// <param name="Configuration">The configuration in force.</param>
internal sealed record JudgedPolicy(ContactPolicyVersion InForce, TenantConfiguration Configuration)
{
    /// <summary>The policy.</summary>
    public ContactPolicy Policy => InForce.Policy;

    /// <summary>A finding of a rule that every policy has.</summary>
    public RuleFinding Finding(string rule, GateAnswer outcome, string saw) =>
        new(rule, outcome, saw) { Policy = Policy.Name, PolicyVersion = InForce.Version };

    /// <summary>A finding of a rule of one set.</summary>
    public RuleFinding Finding(ContactRuleSet set, string rule, GateAnswer outcome, string saw) =>
        new(rule, outcome, saw) { Policy = set.Name, PolicyVersion = InForce.Version };

    /// <summary>The sets in force on the day of an instant, with the zones their days are counted in.</summary>
    public IEnumerable<(ContactRuleSet Set, IReadOnlyList<DateTimeZone> Zones)> SetsAt(ContactQuery query, Instant at)
    {
        foreach (var set in Policy.Sets)
        {
            var zones = ContactZones.Of(set, query, Configuration) ?? [];
            if (zones.Count > 0
                && (set.EffectiveFrom is not { } from || from <= LocalDays.DayOf(at, zones[0])))
            {
                yield return (set, zones);
            }
        }
    }
}
