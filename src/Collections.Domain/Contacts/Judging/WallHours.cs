using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// Hours of local days in one zone, half-open and exact on days on which the clocks change: open is when the wall clock
/// shows a time of the hours and they have begun and not yet ended. An opening time that the clocks skip is moved
/// forward by as much as they jump; of one that they show twice the first counts; a closing time that they skip is the
/// jump itself, of one that they show twice the first counts, so that no change of the clocks lengthens a day's hours.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="hoursOn">The hours of a local day, in order; none: closed.</param>
internal sealed class WallHours(DateTimeZone zone, Func<LocalDate, IReadOnlyList<TimeRange>> hoursOn)
{
    // Beyond it nothing opens: the longest holidays and the rarest days come within a year.
    private const int DaysMax = 400;

    // A stretch that goes on over midnight for days is as good as endless.
    private const int JoinedDaysMax = 8;

    /// <summary>The first instant at or after one at which it is open; null when there is none within a year.</summary>
    public Instant? NextOpen(Instant at)
    {
        // The date line can put a day's hours beside those of the day before.
        var day = at.InZone(zone).Date.PlusDays(-1);
        for (var days = 0; days < DaysMax; days++, day = day.PlusDays(1))
        {
            foreach (var (from, until) in StretchesOf(day))
            {
                if (until > at)
                {
                    return Instant.Max(from, at);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The first instant after an open one at which it is closed; some days later when it never closes.
    /// </summary>
    public Instant NextClosed(Instant open)
    {
        var day = open.InZone(zone).Date.PlusDays(-1);
        var closes = open;
        for (var days = 0; days < JoinedDaysMax; days++, day = day.PlusDays(1))
        {
            var (before, later) = (closes, false);
            foreach (var (from, until) in StretchesOf(day))
            {
                later |= from > closes;
                if (from <= closes && until > closes)
                {
                    closes = until;
                }
            }

            if (later && closes == before)
            {
                // Days come in order: what follows begins later still.
                break;
            }
        }

        return closes;
    }

    /// <summary>The hours of a local day as stretches of time, in order.</summary>
    private List<(Instant From, Instant Until)> StretchesOf(LocalDate day)
    {
        var ranges = hoursOn(day);
        var stretches = new List<(Instant From, Instant Until)>(ranges.Count);
        var steady = LocalDays.SteadyOffset(day, zone);
        for (var i = 0; i < ranges.Count; i++)
        {
            var opens = day.AtMidnight().PlusMinutes(ranges[i].Opens);
            var closes = day.AtMidnight().PlusMinutes(ranges[i].Closes);
            if (steady is { } offset)
            {
                stretches.Add((opens.WithOffset(offset).ToInstant(), closes.WithOffset(offset).ToInstant()));
            }
            else
            {
                AddPieces(stretches, opens, closes);
            }
        }

        return stretches;
    }

    /// <summary>Hours of a day near a change of the clocks, which may cut them.</summary>
    private void AddPieces(List<(Instant From, Instant Until)> stretches, LocalDateTime opens, LocalDateTime closes)
    {
        var (begin, end) = (Begin(opens), End(closes));
        while (begin < end)
        {
            var interval = zone.GetZoneInterval(begin);
            var pieceEnd = interval.HasEnd ? Instant.Min(interval.End, end) : end;
            var from = Instant.Max(begin, opens.WithOffset(interval.WallOffset).ToInstant());
            var until = Instant.Min(pieceEnd, closes.WithOffset(interval.WallOffset).ToInstant());
            if (from < until)
            {
                stretches.Add((from, until));
            }

            begin = pieceEnd;
        }
    }

    private Instant Begin(LocalDateTime opens)
    {
        var mapping = zone.MapLocal(opens);
        return mapping.Count == 0
            ? opens.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant()
            : mapping.First().ToInstant();
    }

    private Instant End(LocalDateTime closes)
    {
        var mapping = zone.MapLocal(closes);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }
}
