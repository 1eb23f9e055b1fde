using Collections.Domain.Accounts;
using Collections.Domain.Overdue;

namespace Collections.Domain.Tests.Accounts;

public sealed class NextStateTests
{
    private readonly AccountStory _story = AccountStory.Open();

    public NextStateTests() => _story.Bill("b1", 100m, due: "2026-01-10");

    [Fact]
    public void Without_holds_it_is_the_next_day_on_which_the_policy_gives_another_state() =>
        Assert.Equal(("2026-01-11", "REMINDER"), Next("2026-01-05", "CLEAR"));

    [Fact]
    public void A_hold_that_freezes_the_state_moves_it_to_the_holds_end()
    {
        Hold("2026-01-08", "2026-02-01");

        // On the end of the hold the second level is reached already.
        Assert.Equal(("2026-02-01", "WARNING"), Next("2026-01-05", "CLEAR"));
        Assert.Equal(("2026-02-01", "WARNING"), Next("2026-01-20", "CLEAR"));
    }

    [Fact]
    public void A_hold_without_end_leaves_nothing_to_time()
    {
        Hold("2026-01-08", null);

        Assert.Equal((null, null), Next("2026-01-05", "CLEAR"));
    }

    [Fact]
    public void A_frozen_state_that_is_right_at_the_holds_end_goes_on_from_there()
    {
        Hold("2026-01-12", "2026-01-20");

        Assert.Equal(("2026-01-25", "WARNING"), Next("2026-01-15", "REMINDER"));
    }

    private (string? Day, string? State) Next(string today, string state)
    {
        var change = NextState.Of(_story.Account, ShippedPolicies.Default, AccountStory.Day(today), state);
        return (change?.Day.ToString("uuuu-MM-dd", null), change?.State?.Name);
    }

    private void Hold(string from, string? until) => _story.Accept(new AccountCommand.PlaceHold(
        "h1", "ILL", AccountStory.Day(from), until is null ? null : AccountStory.Day(until), HoldScope.All));
}
