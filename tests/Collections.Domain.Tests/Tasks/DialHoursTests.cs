using Collections.Domain.Tasks;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Tasks;

public sealed class DialHoursTests
{
    private static readonly TaskStrategy Strategy = new() { Window = ["14:00-19:30", "09:00-12:00"] };

    [Theory]
    [InlineData("2025-10-09T08:59:59", "2025-10-09T09:00:00", "2025-10-09T12:00:00")]
    [InlineData("2025-10-09T10:00:00", "2025-10-09T10:00:00", "2025-10-09T12:00:00")]
    [InlineData("2025-10-09T12:00:00", "2025-10-09T14:00:00", "2025-10-09T19:30:00")]
    [InlineData("2025-10-09T19:30:00", "2025-10-10T09:00:00", "2025-10-10T12:00:00")]
    public void Windows_are_half_open(string at, string from, string until) =>
        Assert.Equal((Local(from), Local(until)), Next(Strategy, BusinessCalendar.MondayToFriday, at));

    [Fact]
    public void Workdays_are_those_of_the_calendar()
    {
        var workdays = Strategy with { Days = DialDays.Workday };

        Assert.Equal(
            Local("2025-10-11T09:00:00"), Next(workdays, ShippedCalendars.All["CN"], "2025-10-10T19:30:00").From);
        Assert.Equal(
            Local("2025-10-13T09:00:00"), Next(workdays, BusinessCalendar.MondayToFriday, "2025-10-10T19:30:00").From);
        Assert.Equal(
            Local("2025-10-09T09:00:00"), Next(workdays, ShippedCalendars.All["CN"], "2025-09-30T20:00:00").From);
    }

    [Fact]
    public void A_window_in_the_gap_of_the_clocks_begins_after_it()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var night = new TaskStrategy { Window = ["02:30-04:00"] };
        var at = new LocalDateTime(2026, 3, 8, 0, 0).InZoneStrictly(zone).ToInstant();

        var next = DialHours.Next(night, zone, BusinessCalendar.MondayToFriday, at);

        Assert.Equal(Instant.FromUtc(2026, 3, 8, 7, 30), next.From);
        Assert.Equal(Instant.FromUtc(2026, 3, 8, 8, 0), next.Until);
    }

    [Theory]
    [InlineData("9:00-12:00")]
    [InlineData("12:00-09:00")]
    [InlineData("09:00-09:00")]
    [InlineData("09:00")]
    [InlineData("25:00-26:00")]
    [InlineData("")]
    public void Anything_else_is_no_window(string text) => Assert.Null(DialHours.ReadOrNull(text));

    [Fact]
    public void The_day_may_end_at_24() => Assert.Equal((540, 1440), DialHours.ReadOrNull("09:00-24:00"));

    private static (Instant From, Instant Until) Next(TaskStrategy strategy, BusinessCalendar calendar, string at) =>
        DialHours.Next(strategy, DateTimeZoneProviders.Tzdb["Asia/Shanghai"], calendar, Local(at));

    private static Instant Local(string text) =>
        NodaTime.Text.LocalDateTimePattern.ExtendedIso.Parse(text).Value
            .InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
}
