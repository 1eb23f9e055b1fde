using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Contacts;

/// <summary>Quiet dates: days of the policy or of the person on which nobody is contacted.</summary>
internal static class QuietRule
{
    /// <summary>What the rule says; null when no quiet dates are set.</summary>
    public static RuleFinding? Judge(Person state, ContactQuery query, JudgedPolicy judged, Instant at)
    {
        if (state.QuietDates.Count == 0 && judged.Policy.Sets.All(set => set.QuietDates.Count == 0))
        {
            return null;
        }

        var ofPolicy = EndOf(judged.Policy, query, judged.Configuration, at);
        var ofPerson = EndOf(state, query, at);
        if (ofPolicy is null && ofPerson is null)
        {
            return judged.Finding(ContactRules.QuietDate, GateAnswer.Allow, "no quiet date");
        }

        var until = Instant.Max(ofPolicy ?? Instant.MinValue, ofPerson ?? Instant.MinValue);
        var whose = ofPerson == until ? "of the person" : "of the policy";
        return judged.Finding(ContactRules.QuietDate, GateAnswer.Defer, $"a quiet date {whose}") with { Until = until };
    }

    /// <summary>When the quiet dates of a policy that an instant is in are over; null when it is in none.</summary>
    public static Instant? EndOf(
        ContactPolicy policy, ContactQuery query, TenantConfiguration configuration, Instant at)
    {
        Instant? end = null;
        foreach (var set in policy.Sets.Where(set => set.QuietDates.Count > 0))
        {
            foreach (var zone in ContactZones.Of(set, query, configuration) ?? [])
            {
                var day = LocalDays.DayOf(at, zone);
                foreach (var quiet in set.QuietDates)
                {
                    if (set.EffectiveFrom is not { } from || from <= day)
                    {
                        end = Later(end, quiet.LastOf(day), zone);
                    }
                }
            }
        }

        return end;
    }

    /// <summary>A quiet date as findings and views show it.</summary>
    public static string Text(LocalDate first, LocalDate last) =>
        $"{LocalDatePattern.Iso.Format(first)}/{LocalDatePattern.Iso.Format(last)}";

    private static Instant? EndOf(Person state, ContactQuery query, Instant at)
    {
        Instant? end = null;
        foreach (var quiet in state.QuietDates)
        {
            // A zone that nobody knows is blocked elsewhere.
            if (LocalDays.ZoneOrNull(query.AddressZone ?? query.TimeZone) is { } zone)
            {
                var day = LocalDays.DayOf(at, zone);
                end = Later(end, quiet.First <= day && day <= quiet.Last ? quiet.Last : null, zone);
            }
        }

        return end;
    }

    private static Instant? Later(Instant? end, LocalDate? last, DateTimeZone zone)
    {
        if (last is not { } day)
        {
            return end;
        }

        var over = LocalDays.StartOf(day.PlusDays(1), zone);
        return end is null || over > end ? over : end;
    }
}
