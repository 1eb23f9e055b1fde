using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// The hours of the local day in which a person may be contacted, half-open: the clock on the person's wall shows
/// <see cref="Opens"/> or later and earlier than <see cref="Closes"/>. Exact on days on which the clocks change.
/// </summary>
/// <param name="Opens">First local time.</param>
/// <param name="Closes">First local time after it; later than <paramref name="Opens"/>.</param>
public sealed record ContactWindow(LocalTime Opens, LocalTime Closes)
{
    // A window recurs within a day, or a few where a zone skipped one; each step below passes one change of the clocks.
    private const int ChangesMax = 16;

    /// <summary>08:00-21:00, every day of the week.</summary>
    public static ContactWindow Standard { get; } = new(new LocalTime(8, 0), new LocalTime(21, 0));

    /// <summary>Whether the wall clock of the zone shows a time within the window.</summary>
    public bool IsOpen(Instant at, DateTimeZone zone) => IsOpen(at.InZone(zone).TimeOfDay);

    /// <summary>The first instant at or after <paramref name="at"/> at which the window is open.</summary>
    public Instant NextOpen(Instant at, DateTimeZone zone) => Next(at, zone, open: true);

    /// <summary>The first instant at or after <paramref name="at"/> at which the window is closed.</summary>
    public Instant NextClosed(Instant at, DateTimeZone zone) => Next(at, zone, open: false);

    private bool IsOpen(LocalTime time) => Opens <= time && time < Closes;

    private Instant Next(Instant at, DateTimeZone zone, bool open)
    {
        for (var changes = 0; changes < ChangesMax; changes++)
        {
            var interval = zone.GetZoneInterval(at);
            var local = at.WithOffset(interval.WallOffset).LocalDateTime;
            if (IsOpen(local.TimeOfDay) == open)
            {
                return at;
            }

            var edge = open ? Opens : Closes;
            var day = local.TimeOfDay < edge ? local.Date : local.Date.PlusDays(1);
            var found = day.At(edge).WithOffset(interval.WallOffset).ToInstant();
            if (!interval.HasEnd || found < interval.End)
            {
                return found;
            }

            // The clocks change before: from there on the wall shows other times.
            at = interval.End;
        }

        throw Invariant.Unreachable("A window opens and closes between two changes of the clocks.");
    }
}
