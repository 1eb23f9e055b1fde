using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Domain.Tests.Contacts;

/// <summary>After an outage an account sends what it missed; only the last contact of a series goes out.</summary>
public sealed class StaleContactTests
{
    private static readonly Instant Back = Instant.FromUtc(2026, 1, 20, 12, 0);

    private static readonly Instant Settled = Back + Duration.FromMinutes(1);

    [Fact]
    public void Of_a_series_that_was_missed_only_the_last_goes_out()
    {
        var story = new GateStory()
            .Ask(Back, Missed("n1", 10))
            .Ask(Back, Missed("n2", 5))
            .Ask(Back, Missed("n3", 0))
            .Until(Settled);

        Assert.Equal(["n3"], story.Events.OfType<PersonEvent.Permitted>().Select(permitted => permitted.NoticeId));
        Assert.Equal(
            [("n1", "stale"), ("n2", "stale")],
            story.Events.OfType<PersonEvent.Blocked>().Select(blocked => (blocked.NoticeId, blocked.Reason)));
    }

    [Fact]
    public void A_late_contact_that_nothing_follows_goes_out() =>
        Assert.Equal(
            "Requested Deferred Permitted", new GateStory().Ask(Back, Missed("n1", 10)).Until(Settled).Trace);

    [Fact]
    public void Contacts_of_different_series_or_accounts_do_not_replace_each_other()
    {
        var story = new GateStory()
            .Ask(Back, Missed("n1", 10) with { Series = "bill-1" })
            .Ask(Back, Missed("n2", 5) with { Series = "bill-2" })
            .Ask(Back, Missed("n3", 4) with { Series = "bill-1", AccountId = "a2" })
            .Until(Settled);

        Assert.Equal(3, story.Events.OfType<PersonEvent.Permitted>().Count());
    }

    [Fact]
    public void On_its_own_day_a_contact_is_not_late()
    {
        var today = GateStory.Request("n1", Back - Duration.FromHours(12));

        Assert.Equal("Requested Permitted", new GateStory().Ask(Back, today).Trace);
    }

    [Fact]
    public void A_contact_that_waited_over_night_gives_way_to_the_one_of_the_new_day()
    {
        var night = Instant.FromUtc(2026, 1, 20, 22, 0);
        var midnight = Instant.FromUtc(2026, 1, 21, 0, 0);
        var story = new GateStory().Ask(night, "n1").Ask(midnight, "n2").Until(midnight + Duration.FromHours(8));

        Assert.Equal("Requested Deferred Requested Deferred Blocked Permitted", story.Trace);
    }

    private static ContactRequest Missed(string noticeId, int daysAgo) =>
        GateStory.Request(noticeId, Back - Duration.FromDays(daysAgo));
}
