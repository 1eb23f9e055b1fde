using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    private const int Months = 130;

    /// <summary>An account that paid 130 bills, one payment each.</summary>
    private static AccountStory LongStanding()
    {
        var story = AccountStory.Open();
        for (var month = 0; month < Months; month++)
        {
            story.At += Duration.FromDays(30);
            story.Bill($"b{month}", 10);
            story.Pay($"p{month}", 10);
        }

        return story;
    }

    [Fact]
    public void Closed_items_beyond_the_last_hundred_leave_the_state_and_the_totals_stay()
    {
        var story = LongStanding();

        Assert.Equal(100, story.Account.Bills.Count);
        Assert.Equal(100, story.Account.Sources.Count);
        Assert.Equal(
            new ArchiveTotals { Bills = 30, BilledMinor = 30_000, Payments = 30, PaidMinor = 30_000 },
            story.Account.Archived);
        Assert.Null(story.Account.Bill("b0"));
        Assert.Equal(60, story.Archive.Count);
    }

    [Fact]
    public void An_archived_id_sent_again_is_known()
    {
        var story = LongStanding();
        var before = story.Account;

        Assert.Empty(story.Bill("b0", 10));
        Assert.Empty(story.Pay("p0", 10));
        Assert.Equal("conflict", story.Refuse(new AccountCommand.AddPayment("p0", 11), RejectionClass.Conflict));
        Assert.Equal("conflict", story.Refuse(new AccountCommand.AddBill("b0", 11), RejectionClass.Conflict));
        Assert.Equal(before, story.Account);
    }

    [Fact]
    public void An_archived_payment_can_be_reversed_and_its_bill_comes_back_with_it()
    {
        var story = LongStanding();

        Assert.Equal(
            ["account.items.restored", "payment.reversed", "bill.reopened"],
            story.Accept(Reverse("p3", 4)));

        Assert.Equal(4, story.Outstanding("b3"));
        Assert.Equal(29, story.Account.Archived!.Bills);
    }

    [Fact]
    public void An_archived_bill_can_be_adjusted_and_leaves_again_when_it_stays_closed()
    {
        var story = LongStanding();
        story.Bill("now", 10);

        Assert.Equal(
            ["account.items.restored", "bill.adjusted", "credit.applied"],
            story.Accept(new AccountCommand.AdjustBill("b3", "x1", -4)));

        Assert.Equal(6, story.Outstanding("now"));
        story.Pay("last", 6);
        Assert.Equal("conflict", story.Refuse(
            new AccountCommand.AdjustBill("b4", "x1", -4), RejectionClass.Conflict));
    }

    [Fact]
    public void Bills_that_share_a_payment_leave_together_only()
    {
        var story = AccountStory.Open();
        story.Bill("first", 10);
        story.Pay("shared", 15);
        for (var month = 0; month < Months; month++)
        {
            story.At += Duration.FromDays(30);
            story.Accept(new AccountCommand.AddBill($"v{month}", 10));
            story.Accept(month == 0
                ? new AccountCommand.AddTag("x")
                : new AccountCommand.VoidBill($"v{month}"));
        }

        Assert.Equal(BillStatus.Open, story.Status("v0"));
        Assert.NotNull(story.Account.Bill("first"));
        Assert.Null(story.Account.Bill("v1"));
        Assert.Equal("shared", story.Account.Sources[0].Id);
    }

    [Fact]
    public void Released_holds_beyond_the_last_hundred_leave_and_their_ids_stay_taken()
    {
        var story = AccountStory.Open();
        for (var i = 0; i <= 100; i++)
        {
            story.Accept(Hold(null, null, $"h{i}"));
            story.Accept(new AccountCommand.ReleaseHold($"h{i}"));
        }

        Assert.Equal(100, story.Account.Holds.Count);
        Assert.Empty(story.Accept(Hold(null, null, "h0")));
        Assert.Equal("conflict", story.Refuse(Hold(null, "2030-01-01", "h0"), RejectionClass.Conflict));
    }
}
