using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Collections.Kernel.Tests.Time;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar China = ShippedCalendars.All["CN"];

    [Theory]
    [InlineData("2025-09-28", true)] // a Sunday, make-up workday
    [InlineData("2025-09-30", true)]
    [InlineData("2025-10-01", false)]
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-09", true)]
    [InlineData("2025-10-11", true)] // a Saturday, make-up workday
    [InlineData("2025-10-12", false)]
    [InlineData("2026-02-14", true)] // a Saturday, make-up workday
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-06-19", false)]
    [InlineData("2026-10-10", true)]
    public void China_knows_its_holidays_and_make_up_workdays(string day, bool workday) =>
        Assert.Equal(workday, China.IsWorkday(Day(day)));

    [Theory]
    [InlineData("2025-10-01", "2025-10-09")]
    [InlineData("2025-10-09", "2025-10-09")]
    [InlineData("2025-10-12", "2025-10-13")]
    [InlineData("2026-02-15", "2026-02-24")]
    public void The_next_workday_is_on_or_after_the_day(string day, string next) =>
        Assert.Equal(Day(next), China.NextWorkday(Day(day)));

    [Theory]
    [InlineData("2025-09-30", 0, "2025-09-30")]
    [InlineData("2025-10-04", 0, "2025-10-04")]
    [InlineData("2025-09-30", 1, "2025-10-09")]
    [InlineData("2025-09-26", 2, "2025-09-29")] // Friday; the Sunday is a workday
    [InlineData("2025-09-30", 3, "2025-10-11")]
    [InlineData("2025-09-30", 4, "2025-10-13")]
    public void Workdays_are_counted_from_the_day_after(string day, int count, string result) =>
        Assert.Equal(Day(result), China.AddWorkdays(Day(day), count));

    [Fact]
    public void Without_a_calendar_Monday_to_Friday_count() =>
        Assert.Equal(Day("2025-10-08"), BusinessCalendar.MondayToFriday.AddWorkdays(Day("2025-10-01"), 5));

    [Fact]
    public void Adding_workdays_passes_exactly_that_many() =>
        Check.One(Proof.Config, Prop.ForAll(
            Gen.Choose(0, 800).ToArbitrary(), Gen.Choose(0, 120).ToArbitrary(), (offset, count) =>
            {
                var from = Day("2024-12-01").PlusDays(offset);
                var to = China.AddWorkdays(from, count);
                var days = Enumerable.Range(1, Period.DaysBetween(from, to));
                var passed = days.Count(n => China.IsWorkday(from.PlusDays(n)));
                return passed == count && (count == 0 ? to == from : China.IsWorkday(to));
            }));

    [Fact]
    public void Limits_hold()
    {
        Assert.Throws<BrokenInvariantException>(() => China.AddWorkdays(Day("2025-01-01"), -1));
        var week = Enum.GetValues<IsoDayOfWeek>().Skip(1);
        Assert.Throws<BrokenInvariantException>(() => new BusinessCalendar("never", week, [], []));
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
