using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Collections.Kernel.Tests.Time;

public sealed class LocalDaysTests
{
    private static readonly string[] Zones =
    [
        "UTC", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia", "America/St_Johns", "America/Havana",
        "Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/New_York",
    ];

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")] // the day starts at 01:00
    [InlineData("America/Sao_Paulo", "2018-11-05", "2018-11-05T02:00:00Z")]
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z")] // gap from 00:00 to 01:00
    [InlineData("America/Havana", "2022-11-06", "2022-11-06T04:00:00Z")] // 00:00 happens twice, the first one counts
    [InlineData("America/New_York", "2025-11-02", "2025-11-02T04:00:00Z")]
    [InlineData("America/New_York", "2025-11-03", "2025-11-03T05:00:00Z")]
    [InlineData("Asia/Shanghai", "2025-10-08", "2025-10-07T16:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")] // skipped: empty, starts with the next day
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z")]
    public void A_local_day_starts_at_its_first_instant(string zone, string day, string start) =>
        Assert.Equal(At(start), LocalDays.StartOf(Day(day), LocalDays.Zone(zone)));

    [Fact]
    public void A_steady_offset_maps_every_minute_of_the_day_and_there_is_none_near_a_change()
    {
        foreach (var name in Zones)
        {
            var zone = LocalDays.Zone(name);
            for (var day = Day("2011-01-01"); day < Day("2013-01-01"); day = day.PlusDays(1))
            {
                var changes = !zone.GetZoneInterval(day.AtMidnight().InUtc().ToInstant()).Contains(
                    day.PlusDays(1).AtMidnight().InUtc().ToInstant());
                if (LocalDays.SteadyOffset(day, zone) is not { } offset)
                {
                    continue;
                }

                Assert.False(changes);
                foreach (var minute in new[] { 0, 1, 719, 1_439, 1_440 })
                {
                    var local = day.AtMidnight().PlusMinutes(minute);
                    Assert.Equal(zone.MapLocal(local).Single().ToInstant(), local.WithOffset(offset).ToInstant());
                }
            }
        }

        Assert.Null(LocalDays.SteadyOffset(Day("2025-11-02"), LocalDays.Zone("America/New_York")));
    }

    [Theory]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59.999Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")]
    [InlineData("America/Sao_Paulo", "2018-11-04T02:59:59.999Z", "2018-11-03")]
    [InlineData("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04")]
    [InlineData("America/St_Johns", "2010-11-07T02:30:00Z", "2010-11-07")] // 00:00 was reached, then 00:01 became 23:01
    [InlineData("America/St_Johns", "2010-11-07T02:40:00Z", "2010-11-07")]
    public void An_instant_belongs_to_the_day_that_started_last(string zone, string at, string day) =>
        Assert.Equal(Day(day), LocalDays.DayOf(At(at), LocalDays.Zone(zone)));

    [Fact]
    public void The_days_of_a_zone_cut_time_into_half_open_pieces() =>
        Check.One(Proof.Config, Prop.ForAll(
            Gen.Elements(Zones).ToArbitrary(), Gen.Choose(0, 1_700_000_000).ToArbitrary(), (name, seconds) =>
            {
                var zone = LocalDays.Zone(name);
                var at = Instant.FromUnixTimeSeconds(seconds);
                var day = LocalDays.DayOf(at, zone);
                var next = LocalDays.NextStart(at, zone);
                return LocalDays.StartOf(day, zone) <= at
                    && at < next
                    && LocalDays.DayOf(next, zone) > day
                    && LocalDays.DayOf(next - Duration.FromMilliseconds(1), zone) == day;
            }));

    [Fact]
    public void Days_never_go_back_through_any_transition_since_1970()
    {
        foreach (var name in Zones)
        {
            var zone = LocalDays.Zone(name);
            foreach (var interval in zone.GetZoneIntervals(At("1970-01-01T00:00:00Z"), At("2030-01-01T00:00:00Z")))
            {
                AssertMonotonic(zone, interval.HasEnd ? interval.End : At("2029-01-01T00:00:00Z"));
            }
        }
    }

    [Theory]
    [InlineData("Asia/Shanghai", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT+5", true)]
    [InlineData("UTC+05:00", false)]
    [InlineData("asia/shanghai", false)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_IANA_names_are_zones(string? name, bool known) =>
        Assert.Equal(known, LocalDays.ZoneOrNull(name) is not null);

    [Fact]
    public void An_instant_is_cut_towards_the_past()
    {
        Assert.Equal(At("2026-01-01T00:00:00.001Z"), LocalDays.CutToMilliseconds(At("2026-01-01T00:00:00.001999Z")));
        Assert.Equal(At("1969-12-31T23:59:59.999Z"), LocalDays.CutToMilliseconds(At("1969-12-31T23:59:59.9999Z")));
    }

    private static void AssertMonotonic(DateTimeZone zone, Instant transition)
    {
        var before = LocalDate.MinIsoValue;
        for (var minutes = -120; minutes <= 120; minutes += 10)
        {
            var day = LocalDays.DayOf(transition + Duration.FromMinutes(minutes), zone);
            Assert.True(day >= before, $"{zone.Id} goes back around {transition}.");
            before = day;
        }
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
