using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    private static AccountCommand.PlaceHold Hold(string? from, string? until, string id = "h1") => new(
        id,
        "BANKRUPTCY",
        from is null ? null : AccountStory.Day(from),
        until is null ? null : AccountStory.Day(until),
        HoldScope.All);

    [Fact]
    public void A_hold_stands_on_local_days_from_inclusive_until_exclusive()
    {
        var story = AccountStory.Open();

        Assert.Equal(["hold.placed"], story.Accept(Hold("2026-01-02", "2026-01-04")));

        var hold = story.Account.Holds[0];
        Assert.Equal(
            [false, true, true, false],
            new[] { "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04" }
                .Select(day => hold.IsActiveOn(AccountStory.Day(day))));
    }

    [Fact]
    public void A_hold_runs_out_at_the_start_of_its_last_day_in_the_accounts_zone()
    {
        var story = AccountStory.Open(zone: "America/New_York");
        story.Accept(Hold(null, "2026-01-04"));
        Assert.Equal(Instant.FromUtc(2026, 1, 4, 5, 0), Books.NextWake(story.Account));

        story.At = Instant.FromUtc(2026, 1, 4, 4, 59);
        Assert.Empty(story.Wake().Events);
        story.At = Instant.FromUtc(2026, 1, 4, 5, 0);

        var released = Assert.IsType<AccountEvent.HoldReleased>(Assert.Single(story.Wake().Events));
        Assert.True(released.Expired);
        Assert.Empty(story.Wake().Events);
        Assert.Null(Books.NextWake(story.Account));
    }

    [Fact]
    public void A_hold_over_days_that_are_gone_is_placed_and_runs_out()
    {
        var story = AccountStory.Open();

        Assert.Equal(["hold.placed", "hold.released"], story.Accept(Hold("2025-01-01", "2025-02-01")));
    }

    [Fact]
    public void A_hold_is_released_once_and_its_id_stays_taken()
    {
        var story = AccountStory.Open();
        story.Accept(Hold(null, null));
        story.At += Duration.FromDays(2);
        Assert.Empty(story.Accept(Hold(null, null)));

        Assert.Equal(["hold.released"], story.Accept(new AccountCommand.ReleaseHold("h1")));

        Assert.Equal("hold_unknown", story.Refuse(new AccountCommand.ReleaseHold("h1"), RejectionClass.Unknown));
        Assert.Equal("conflict", story.Refuse(Hold(null, "2027-01-01"), RejectionClass.Conflict));
        Assert.Equal("until_not_after_from", story.Refuse(
            Hold("2026-01-02", "2026-01-02", "h2"), RejectionClass.Invalid));
    }

    [Fact]
    public void A_tag_goes_on_and_off_once()
    {
        var story = AccountStory.Open();

        Assert.Equal(["tag.added"], story.Accept(new AccountCommand.AddTag("VIP")));
        Assert.Empty(story.Accept(new AccountCommand.AddTag("VIP")));
        Assert.Equal(["tag.removed"], story.Accept(new AccountCommand.RemoveTag("VIP")));
        Assert.Equal("tag_unknown", story.Refuse(new AccountCommand.RemoveTag("VIP"), RejectionClass.Unknown));
    }
}
