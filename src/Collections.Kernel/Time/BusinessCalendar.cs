using NodaTime;

namespace Collections.Kernel;

/// <summary>
/// Which local days are workdays. A day is judged in this order: a make-up workday is a workday, a holiday is none, a
/// day of the weekend is none, any other is one. A calendar knows only the years it was published for; beyond them only
/// the weekend counts.
/// </summary>
public sealed class BusinessCalendar
{
    /// <summary>Most days <see cref="AddWorkdays"/> counts: eighty years of workdays, far beyond any term.</summary>
    public const int WorkdaysMax = 20_000;

    private readonly HashSet<LocalDate> _holidays;
    private readonly HashSet<LocalDate> _workdays;
    private readonly HashSet<IsoDayOfWeek> _weekend;

    /// <summary>A calendar; see <see cref="Documents.BusinessCalendarReader"/> for the file form.</summary>
    /// <param name="name">Its name within the tenant.</param>
    /// <param name="weekend">Days of the week that are no workdays, at most six.</param>
    /// <param name="holidays">Days that are no workdays whatever their day of the week.</param>
    /// <param name="workdays">Make-up workdays: workdays whatever else says otherwise.</param>
    public BusinessCalendar(
        string name,
        IEnumerable<IsoDayOfWeek> weekend,
        IEnumerable<LocalDate> holidays,
        IEnumerable<LocalDate> workdays)
    {
        Name = name;
        _weekend = [.. weekend];
        _holidays = [.. holidays];
        _workdays = [.. workdays];
        Invariant.Require(_weekend.Count < 7, "A week has a workday.");
    }

    /// <summary>Monday to Friday, no holidays: what counts where no calendar is named.</summary>
    public static BusinessCalendar MondayToFriday { get; } =
        new("MON-FRI", [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], [], []);

    /// <summary>Its name within the tenant.</summary>
    public string Name { get; }

    /// <summary>Days of the week that are no workdays.</summary>
    public IReadOnlySet<IsoDayOfWeek> Weekend => _weekend;

    /// <summary>Days that are no workdays whatever their day of the week.</summary>
    public IReadOnlySet<LocalDate> Holidays => _holidays;

    /// <summary>Make-up workdays.</summary>
    public IReadOnlySet<LocalDate> Workdays => _workdays;

    /// <summary>Whether a local day is a workday.</summary>
    public bool IsWorkday(LocalDate day) =>
        _workdays.Contains(day) || (!_holidays.Contains(day) && !_weekend.Contains(day.DayOfWeek));

    /// <summary>The first workday on or after a day.</summary>
    public LocalDate NextWorkday(LocalDate onOrAfter)
    {
        // Ends: holidays are finitely many and at least one day of the week is a workday.
        var day = onOrAfter;
        while (!IsWorkday(day))
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    /// <summary>
    /// The n-th workday after a day; the day itself is not counted. Zero gives the day, workday or not.
    /// </summary>
    /// <param name="day">The day from which to count.</param>
    /// <param name="count">0 to <see cref="WorkdaysMax"/>.</param>
    public LocalDate AddWorkdays(LocalDate day, int count)
    {
        Invariant.Require(count is >= 0 and <= WorkdaysMax, "Workdays are counted forward within the limit.");
        for (var i = 0; i < count; i++)
        {
            day = NextWorkday(day.PlusDays(1));
        }

        return day;
    }
}
