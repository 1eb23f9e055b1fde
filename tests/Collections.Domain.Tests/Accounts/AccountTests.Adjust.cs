using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    [Fact]
    public void An_adjustment_changes_what_is_outstanding()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);

        Assert.Equal(["bill.adjusted"], story.Accept(new AccountCommand.AdjustBill("b1", "x1", -3)));
        Assert.Equal(7, story.Outstanding("b1"));
        Assert.Empty(story.Accept(new AccountCommand.AdjustBill("b1", "x1", -3)));
        Assert.Equal("conflict", story.Refuse(new AccountCommand.AdjustBill("b1", "x1", -4), RejectionClass.Conflict));
    }

    [Fact]
    public void An_adjustment_id_is_unique_over_the_bills_of_the_account()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Bill("b2", 10);
        story.Accept(new AccountCommand.AdjustBill("b1", "x1", -3));

        Assert.Equal("conflict", story.Refuse(new AccountCommand.AdjustBill("b2", "x1", -3), RejectionClass.Conflict));
    }

    [Theory]
    [InlineData(10, -10.01)]
    [InlineData(-10, 10.01)]
    [InlineData(0, -0.01)]
    public void An_adjustment_never_turns_the_sign(double amount, double adjustment)
    {
        var story = AccountStory.Open();
        story.Bill("b1", (decimal)amount);

        Assert.Equal("adjustment_exceeds_bill", story.Refuse(
            new AccountCommand.AdjustBill("b1", "x", (decimal)adjustment)));
    }

    [Fact]
    public void Lowering_an_open_bill_to_nothing_pays_it()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);

        Assert.Equal(["bill.adjusted", "bill.paid"], story.Accept(new AccountCommand.AdjustBill("b1", "x", -10)));
    }

    [Fact]
    public void Lowering_below_what_was_paid_gives_the_excess_back_latest_payment_first()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Pay("p1", 6);
        story.Pay("p2", 4);

        Assert.Equal(["bill.adjusted"], story.Accept(new AccountCommand.AdjustBill("b1", "x", -5)));

        Assert.Equal(BillStatus.Paid, story.Status("b1"));
        Assert.Equal(5, story.Unapplied());
        Assert.Equal("b1:500", story.Allocations("p1"));
        Assert.Equal(string.Empty, story.Allocations("p2"));
    }

    [Fact]
    public void What_an_adjustment_frees_covers_other_open_bills_at_once()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Pay("p1", 10);
        story.Bill("b2", 3);

        Assert.Equal(
            ["bill.adjusted", "credit.applied", "bill.paid"],
            story.Accept(new AccountCommand.AdjustBill("b1", "x", -5)));

        Assert.Equal(BillStatus.Paid, story.Status("b2"));
        Assert.Equal(2, story.Unapplied());
    }

    [Fact]
    public void Raising_a_paid_bill_opens_it_again()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Pay("p1", 10);

        Assert.Equal(["bill.adjusted", "bill.reopened"], story.Accept(new AccountCommand.AdjustBill("b1", "x", 2)));
        Assert.Equal(2, story.Outstanding("b1"));
    }

    [Fact]
    public void A_draft_is_adjusted_before_it_is_owed()
    {
        var story = AccountStory.Open();
        story.Accept(new AccountCommand.AddBill("b1", 10) { Draft = true });
        story.Accept(new AccountCommand.AdjustBill("b1", "x", -10));

        Assert.Equal(["bill.issued", "bill.paid"], story.Accept(new AccountCommand.CommitBill("b1")));
    }

    [Fact]
    public void A_void_or_written_off_bill_is_not_adjusted()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Bill("b2", 10);
        story.Accept(new AccountCommand.VoidBill("b1"));
        story.Accept(new AccountCommand.WriteOffBill("b2"));

        Assert.Equal("bill_not_open", story.Refuse(new AccountCommand.AdjustBill("b1", "x", 1)));
        Assert.Equal("bill_not_open", story.Refuse(new AccountCommand.AdjustBill("b2", "x", 1)));
        Assert.Equal("bill_unknown", story.Refuse(new AccountCommand.AdjustBill("b3", "x", 1), RejectionClass.Unknown));
        Assert.Equal("amount_zero", story.Refuse(new AccountCommand.AdjustBill("b1", "x", 0), RejectionClass.Invalid));
    }
}
