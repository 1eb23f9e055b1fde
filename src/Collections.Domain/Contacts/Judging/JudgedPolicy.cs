using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>The contact policy that one contact is judged by, and how its findings are stamped.</summary>
internal sealed class JudgedPolicy
{
    // Zones hang on the contact alone, and every rule of a set asks for them.
    private readonly (ContactRuleSet Set, IReadOnlyList<DateTimeZone> Zones)[] _sets;

    // Every rule asks for the sets of the same instant, and hardly any policy has sets that begin some day.
    private Instant? _at;
    private (ContactRuleSet Set, IReadOnlyList<DateTimeZone> Zones)[] _setsAt = [];

    /// <summary>The policy in force for a contact.</summary>
    public JudgedPolicy(ContactQuery query, TenantConfiguration configuration)
    {
        InForce = configuration.ContactPolicyFor(query.Segment);
        Configuration = configuration;
        _sets = new (ContactRuleSet, IReadOnlyList<DateTimeZone>)[Policy.Sets.Count];
        for (var i = 0; i < _sets.Length; i++)
        {
            _sets[i] = (Policy.Sets[i], ContactZones.Of(Policy.Sets[i], query, configuration) ?? []);
        }
    }

    /// <summary>The policy with its version.</summary>
    public ContactPolicyVersion InForce { get; }

    /// <summary>The configuration in force.</summary>
    public TenantConfiguration Configuration { get; }

    /// <summary>The policy.</summary>
    public ContactPolicy Policy => InForce.Policy;

    /// <summary>A finding of a rule that every policy has.</summary>
    public RuleFinding Finding(string rule, GateAnswer outcome, string saw) =>
        new(rule, outcome, saw) { Policy = Policy.Name, PolicyVersion = InForce.Version };

    /// <summary>A finding of a rule of one set.</summary>
    public RuleFinding Finding(ContactRuleSet set, string rule, GateAnswer outcome, string saw) =>
        new(rule, outcome, saw) { Policy = set.Name, PolicyVersion = InForce.Version };

    /// <summary>The sets in force on the day of an instant, with the zones their days are counted in.</summary>
    public (ContactRuleSet Set, IReadOnlyList<DateTimeZone> Zones)[] SetsAt(Instant at)
    {
        if (_at != at)
        {
            _setsAt = Array.TrueForAll(_sets, part => IsInForce(part, at))
                ? _sets
                : Array.FindAll(_sets, part => IsInForce(part, at));
            _at = at;
        }

        return _setsAt;
    }

    private static bool IsInForce((ContactRuleSet Set, IReadOnlyList<DateTimeZone> Zones) part, Instant at) =>
        part.Zones.Count > 0
        && (part.Set.EffectiveFrom is not { } from || from <= LocalDays.DayOf(at, part.Zones[0]));
}
