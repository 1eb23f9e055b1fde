using Collections.Domain.Contacts;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Tests.Contacts;

public sealed class ContactWindowTests
{
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
    public void The_window_is_open_from_eight_to_before_nine_in_the_evening(string zone, string at, bool open) =>
        Assert.Equal(open, ContactWindow.Standard.IsOpen(Parse(at), LocalDays.Zone(zone)));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z")] // Clocks go forward in that night,
    [InlineData("Europe/Berlin", "2026-03-27T21:00:00Z", "2026-03-28T07:00:00Z")] // the day before they have not yet,
    [InlineData("Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z")] // and back in autumn.
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("UTC", "2026-01-05T21:00:00Z", "2026-01-06T08:00:00Z")]
    [InlineData("UTC", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30T08:00:00Z", "2011-12-30T18:00:00Z")] // The 30th never came there.
    public void The_next_legal_instant_is_exact_when_clocks_change(string zone, string at, string expected) =>
        Assert.Equal(Parse(expected), ContactWindow.Standard.NextOpen(Parse(at), LocalDays.Zone(zone)));

    [Fact]
    public void Clocks_turned_back_into_the_window_open_it_again()
    {
        // At 03:00 summer time, 01:00 UTC, the clocks there show 02:00 again.
        var window = new ContactWindow(new LocalTime(1, 0), new LocalTime(2, 30));
        var zone = LocalDays.Zone("Europe/Berlin");

        Assert.False(window.IsOpen(Parse("2026-10-25T00:45:00Z"), zone));
        Assert.Equal(Parse("2026-10-25T01:00:00Z"), window.NextOpen(Parse("2026-10-25T00:45:00Z"), zone));
        Assert.Equal(Parse("2026-10-25T01:30:00Z"), window.NextClosed(Parse("2026-10-25T01:00:00Z"), zone));
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
                while (!ContactWindow.Standard.IsOpen(expected, zone))
                {
                    expected += minute;
                }

                Assert.Equal(expected, ContactWindow.Standard.NextOpen(at, zone));
                var closes = ContactWindow.Standard.NextClosed(expected, zone);
                Assert.True(closes > expected && !ContactWindow.Standard.IsOpen(closes, zone));
                Assert.True(ContactWindow.Standard.IsOpen(closes - minute, zone));
            }));

    private static Instant Parse(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
