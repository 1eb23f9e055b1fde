using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

public sealed class LegalTimeTests
{
    private static readonly TenantConfiguration Standard = TenantConfigurationFold.Initial("default");

    private static readonly string[] Zones =
    [
        "UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Pacific/Apia",
        "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Antarctica/Troll",
    ];

    [Theory]
    [InlineData("UTC", "2026-01-05T07:59:59Z", false)]
    [InlineData("UTC", "2026-01-05T08:00:00Z", true)]
    [InlineData("UTC", "2026-01-05T20:59:59Z", true)]
    [InlineData("UTC", "2026-01-05T21:00:00Z", false)]
    [InlineData("Asia/Shanghai", "2026-01-04T23:59:59Z", false)]
    [InlineData("Asia/Shanghai", "2026-01-05T00:00:00Z", true)]
    [InlineData("Asia/Shanghai", "2026-01-05T12:59:59Z", true)]
    [InlineData("Asia/Shanghai", "2026-01-05T13:00:00Z", false)]
    public void The_shipped_hours_are_from_eight_to_before_nine_in_the_evening(string zone, string at, bool open) =>
        Assert.Equal(open, Next(Standard, zone, Given.At(at)).From == Given.At(at));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z")] // Clocks go forward in that night,
    [InlineData("Europe/Berlin", "2026-03-27T21:00:00Z", "2026-03-28T07:00:00Z")] // the day before they have not yet,
    [InlineData("Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z")] // and back in autumn.
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("UTC", "2026-01-05T21:00:00Z", "2026-01-06T08:00:00Z")]
    [InlineData("UTC", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30T08:00:00Z", "2011-12-30T18:00:00Z")] // The 30th never came there.
    public void The_next_legal_instant_is_exact_when_clocks_change(string zone, string at, string expected) =>
        Assert.Equal(Given.At(expected), Next(Standard, zone, Given.At(at)).From);

    [Theory]
    [InlineData("01:00-02:30", "2026-10-24T23:30:00Z", "2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("01:00-02:30", "2026-10-25T00:45:00Z", "2026-10-26T00:00:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("02:30-05:00", "2026-03-29T00:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T03:00:00Z")]
    [InlineData("00:00-02:30", "2026-03-29T00:30:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    public void No_change_of_the_clocks_lengthens_the_hours_of_a_day(string hours, string at, string from, string until)
    {
        var policy = Given.Policy($$"""{ "windows": [{ "ranges": ["{{hours}}"] }] }""");

        Assert.Equal(new LegalStretch(Given.At(from), Given.At(until)), Next(policy, "Europe/Berlin", Given.At(at)));
    }

    [Theory]
    [InlineData("2026-01-04T10:00:00Z", "2026-01-04T10:00:00Z")] // Sunday is the nearest rule.
    [InlineData("2026-01-04T12:00:00Z", "2026-01-05T08:00:00Z")] // Monday is a holiday of its own hours.
    [InlineData("2026-01-05T09:00:00Z", "2026-01-06T09:00:00Z")] // Tuesday is any workday.
    [InlineData("2026-01-09T18:00:00Z", "2026-01-10T13:00:00Z")] // Saturday is any other day.
    public void The_rule_nearest_to_the_day_counts(string at, string expected)
    {
        var policy = Given.Policy(
            """
            { "calendar": "HOUSE", "windows": [
              { "days": "ALL", "ranges": ["13:00-14:00"] }, { "days": "WORKDAY", "ranges": ["09:00-18:00"] },
              { "days": "SUN", "ranges": ["10:00-12:00"] }, { "days": "HOLIDAY", "ranges": ["08:00-09:00"] } ] }
            """,
            """{ "holidays": ["2026-01-05"] }""");

        Assert.Equal(Given.At(expected), Next(policy, "UTC", Given.At(at)).From);
    }

    [Fact]
    public void A_rule_that_names_the_channel_goes_before_those_that_name_none()
    {
        var policy = Given.Policy(
            """{ "windows": [{ "ranges": ["08:00-21:00"] }, { "ranges": ["10:00-11:00"], "channels": ["sms"] }] }""");
        var query = new LegalQuery { Channel = "sms", TimeZone = "UTC" };

        Assert.Equal(
            Given.At("2026-01-05T10:00:00Z"), LegalTime.Next(policy, query, Given.At("2026-01-05T08:00:00Z"))!.From);
    }

    [Fact]
    public void Quiet_dates_are_passed_over()
    {
        var policy = Given.Policy(
            """{ "windows": [{ "ranges": ["08:00-21:00"] }], "quietDates": ["12-24/01-01", "2026-01-02"] }""");

        Assert.Equal(Given.At("2026-01-03T08:00:00Z"), Next(policy, "UTC", Given.At("2025-12-24T09:00:00Z")).From);
    }

    [Fact]
    public void Nothing_is_legal_where_nothing_can_be_judged()
    {
        var at = Given.At("2026-01-05T12:00:00Z");

        Assert.Null(LegalTime.Next(Standard, new LegalQuery { Channel = "phone", TimeZone = "Mars/One" }, at));
        Assert.Null(LegalTime.Next(
            Given.Policy("""{ "windows": [{ "ranges": [] }] }"""),
            new LegalQuery { Channel = "phone", TimeZone = "UTC" },
            at));
    }

    [Fact]
    public void The_next_edges_are_the_first_instants_of_their_kind() => Check.One(
        Proof.Config,
        Prop.ForAll(
            Gen.Elements(Zones).SelectMany(_ => Gen.Choose(0, 20 * 365 * 24 * 60), (zone, minute) => (zone, minute))
                .ToArbitrary(),
            sample =>
            {
                var zone = LocalDays.Zone(sample.zone);
                var at = Instant.FromUtc(2008, 1, 1, 0, 0) + Duration.FromMinutes(sample.minute);
                var minute = Duration.FromMinutes(1);
                var expected = at;
                while (!IsOpen(expected, zone))
                {
                    expected += minute;
                }

                var stretch = Next(Standard, sample.zone, at);
                Assert.Equal(expected, stretch.From);
                Assert.True(stretch.Until > expected && !IsOpen(stretch.Until, zone));
                Assert.True(IsOpen(stretch.Until - minute, zone));
            }));

    private static bool IsOpen(Instant at, DateTimeZone zone) => at.InZone(zone).TimeOfDay.Hour is >= 8 and < 21;

    private static LegalStretch Next(TenantConfiguration configuration, string zone, Instant at) =>
        LegalTime.Next(configuration, new LegalQuery { Channel = "phone", TimeZone = zone }, at)!;
}
