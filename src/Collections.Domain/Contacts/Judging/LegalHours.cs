using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// The hours of one contact: those of every set of its policy in every zone that counts, and those that the person
/// prefers, all at once.
/// </summary>
internal sealed class LegalHours
{
    // Each round passes the edge of some hours; more edges than a year has are no hours at all.
    private const int RoundsMax = 2_000;

    private readonly List<(WallHours Hours, DateTimeZone Zone, SetHours? Set, string? Name)> _parts = [];

    private LegalHours()
    {
    }

    /// <summary>What cannot be judged; null when all can.</summary>
    public string? Fault { get; private init; }

    /// <summary>Whether a zone is what cannot be judged.</summary>
    public bool ZoneIsUnknown { get; private init; }

    /// <summary>The hours of a contact by a policy.</summary>
    public static LegalHours Of(ContactPolicy policy, ContactQuery query, TenantConfiguration configuration)
    {
        var hours = new LegalHours();
        if (LocalDays.ZoneOrNull(query.TimeZone) is not { } own)
        {
            return new LegalHours { Fault = "The zone is unknown.", ZoneIsUnknown = true };
        }

        foreach (var set in policy.Sets)
        {
            if (ContactZones.Of(set, query, configuration) is not { } zones)
            {
                return new LegalHours { Fault = "The zone is unknown.", ZoneIsUnknown = true };
            }

            if (set.Calendar is { } calendar && !configuration.Calendars.ContainsKey(calendar))
            {
                return new LegalHours { Fault = $"There is no calendar '{calendar}'." };
            }

            hours.Add(set.Name, new SetHours(set, configuration.CalendarOrDefault(set.Calendar), query), zones);
        }

        return hours.Prefer(query, own) is { } fault ? new LegalHours { Fault = fault } : hours;
    }

    /// <summary>The first legal stretch that ends after an instant; null when there is none within a year.</summary>
    public LegalStretch? Next(Instant at) =>
        NextOpen(at) is { } from ? new LegalStretch(from, NextClosed(from)) : null;

    /// <summary>The first legal instant at or after one; null when there is none within a year.</summary>
    public Instant? NextOpen(Instant at)
    {
        var from = at;
        for (var rounds = 0; rounds < RoundsMax; rounds++)
        {
            var later = from;
            foreach (var (hours, _, _, _) in _parts)
            {
                if (hours.NextOpen(later) is not { } opens)
                {
                    return null;
                }

                later = opens;
            }

            if (later == from || _parts.Count == 1)
            {
                return later;
            }

            from = later;
        }

        return null;
    }

    /// <summary>What the clocks show at an instant and what hours those days have.</summary>
    public string Describe(Instant at)
    {
        var texts = _parts.Select(part => Describe(part.Zone, part.Set, at)).ToList();
        return texts.Count == 0 ? "no hours are set" : string.Join("; ", texts);
    }

    private static string Describe(DateTimeZone zone, SetHours? set, Instant at)
    {
        var local = at.InZone(zone).LocalDateTime;
        var shown = LocalTimeText.Of(local);
        return set?.On(local.Date) switch
        {
            null => $"{shown} in {zone.Id}, preferred hours",
            [] => $"{shown} in {zone.Id}, closed",
            var hours => $"{shown} in {zone.Id}, hours {string.Join(", ", hours)}",
        };
    }

    /// <summary>
    /// The set of rules whose hours are closed longest from an instant on; null when all are open, or when only hours
    /// that the person prefers are not.
    /// </summary>
    public string? ClosedBy(Instant at)
    {
        var (longest, closed) = (at, (string?)null);
        foreach (var (hours, _, _, name) in _parts)
        {
            if (name is not null && (hours.NextOpen(at) ?? Instant.MaxValue) is var opens && opens > longest)
            {
                (longest, closed) = (opens, name);
            }
        }

        return closed;
    }

    /// <summary>The first instant after a legal one that is not legal.</summary>
    public Instant NextClosed(Instant open)
    {
        var closes = Instant.MaxValue;
        foreach (var (hours, _, _, _) in _parts)
        {
            closes = Instant.Min(closes, hours.NextClosed(open));
        }

        return closes;
    }

    private void Add(string name, SetHours set, IReadOnlyList<DateTimeZone> zones)
    {
        if (set.Limits)
        {
            _parts.AddRange(zones.Select(zone => (new WallHours(zone, set.On), zone, (SetHours?)set, (string?)name)));
        }
    }

    private string? Prefer(ContactQuery query, DateTimeZone own)
    {
        var preferred = new List<TimeRange>();
        foreach (var text in query.Preferred)
        {
            var ranges = WindowReader.ParsePreferred(text);
            if (ranges.Count == 0)
            {
                return "The preferred hours are no hours.";
            }

            preferred.AddRange(ranges);
        }

        if (preferred.Count > 0)
        {
            var name = query.AddressZone ?? (query.NumberZones.Count > 0 ? query.NumberZones[0] : null);
            var zone = LocalDays.ZoneOrNull(name) ?? own;
            preferred.Sort((left, right) => left.Opens.CompareTo(right.Opens));
            _parts.Add((new WallHours(zone, _ => preferred), zone, null, null));
        }

        return null;
    }
}
