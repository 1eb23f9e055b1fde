using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// Kinds of local days. Each day is of one kind of work (a make-up workday is a workday, a holiday is neither workday
/// nor weekend) and of one day of the week.
/// </summary>
[Flags]
public enum DayKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Mondays.</summary>
    Monday = 1,

    /// <summary>Tuesdays.</summary>
    Tuesday = 2,

    /// <summary>Wednesdays.</summary>
    Wednesday = 4,

    /// <summary>Thursdays.</summary>
    Thursday = 8,

    /// <summary>Fridays.</summary>
    Friday = 16,

    /// <summary>Saturdays.</summary>
    Saturday = 32,

    /// <summary>Sundays.</summary>
    Sunday = 64,

    /// <summary>Workdays of the calendar, make-up workdays included.</summary>
    Workday = 128,

    /// <summary>Days of the calendar's weekend that are neither holidays nor make-up workdays.</summary>
    Weekend = 256,

    /// <summary>Holidays of the calendar.</summary>
    Holiday = 512,

    /// <summary>Every day, where no other rule names the day's kind.</summary>
    Every = 1_024,
}

/// <summary>Hours of a local day, half-open.</summary>
/// <param name="Opens">Minute of the day at which it begins, 0 to 1439.</param>
/// <param name="Closes">Minute of the day before which it ends, up to 1440; later than <paramref
/// name="Opens"/>.</param>
public readonly record struct TimeRange(int Opens, int Closes)
{
    /// <summary>Minutes of a day.</summary>
    public const int DayMinutes = 1_440;

    /// <summary>Whether a wall clock shows a time in the range.</summary>
    public bool Contains(LocalTime time) =>
        time.TickOfDay >= Opens * NodaConstants.TicksPerMinute
        && time.TickOfDay < Closes * NodaConstants.TicksPerMinute;

    /// <summary>As <c>HH:mm-HH:mm</c>; the end of the day is <c>24:00</c>.</summary>
    public override string ToString() => $"{Clock(Opens)}-{Clock(Closes)}";

    private static string Clock(int minute) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}

/// <summary>
/// The hours of some days and channels. A rule that names the channel goes before those that name none; of these, the
/// rules that are nearest to the day count: holidays first, then days of the week, then workdays and weekends, then
/// every day. No hours: closed.
/// </summary>
/// <param name="Days">The days.</param>
/// <param name="Ranges">The hours, in order.</param>
/// <param name="Channels">The channels; null for all.</param>
public sealed record WindowRule(DayKinds Days, IReadOnlyList<TimeRange> Ranges, IReadOnlyList<string>? Channels = null)
{
    /// <summary>
    /// Whether the hours do not bind while the person has agreed to others: a consent of purpose
    /// <see cref="AgreedHours"/> that covers channel and account.
    /// </summary>
    public bool UnlessAgreed { get; init; }

    /// <summary>The purpose of a consent to be contacted outside the hours of such a rule.</summary>
    public const string AgreedHours = "hours";
}
