using Collections.Domain.Accounts;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    [Fact]
    public void A_bill_written_off_owes_nothing_and_later_payments_for_it_are_recoveries()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Pay("p1", 4);

        Assert.Equal(["bill.written_off"], story.Accept(new AccountCommand.WriteOffBill("b1")));
        Assert.Equal(0, story.Outstanding("b1"));

        Assert.Equal(["payment.settled"], story.Pay("p2", 8, "b1"));
        Assert.Equal(600, story.Account.Bill("b1")!.RecoveredMinor);
        Assert.Equal(BillStatus.WrittenOff, story.Status("b1"));
        Assert.Equal(2, story.Unapplied());
        Assert.Equal("bill_not_open", story.Refuse(new AccountCommand.WriteOffBill("b1")));
    }

    [Fact]
    public void Money_that_is_meant_for_no_bill_recovers_nothing()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Accept(new AccountCommand.WriteOffBill("b1"));

        story.Pay("p1", 5);

        Assert.Equal(5, story.Unapplied());
        Assert.Equal(0, story.Account.Bill("b1")!.RecoveredMinor);
    }

    [Fact]
    public void Undoing_a_write_off_asks_for_what_was_not_recovered()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Accept(new AccountCommand.WriteOffBill("b1"));
        story.Pay("p1", 3, "b1");

        Assert.Equal(["bill.write_off_reversed"], story.Accept(new AccountCommand.UndoWriteOff("b1")));

        Assert.Equal(7, story.Outstanding("b1"));
        Assert.Equal("bill_not_written_off", story.Refuse(new AccountCommand.UndoWriteOff("b1")));
    }

    [Fact]
    public void Undoing_the_write_off_of_a_bill_that_was_recovered_in_full_leaves_it_paid()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Accept(new AccountCommand.WriteOffBill("b1"));
        story.Pay("p1", 10, "b1");

        Assert.Equal(
            ["bill.write_off_reversed", "bill.paid"], story.Accept(new AccountCommand.UndoWriteOff("b1")));
        Assert.Equal(1000, story.Account.Bill("b1")!.PaidMinor);
    }

    [Fact]
    public void Undoing_a_write_off_uses_idle_credit_at_once()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Accept(new AccountCommand.WriteOffBill("b1"));
        story.Pay("p1", 25);

        Assert.Equal(
            ["bill.write_off_reversed", "credit.applied", "bill.paid"],
            story.Accept(new AccountCommand.UndoWriteOff("b1")));
        Assert.Equal(15, story.Unapplied());
    }

    [Fact]
    public void A_reversed_recovery_leaves_the_bill_written_off()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Accept(new AccountCommand.WriteOffBill("b1"));
        story.Pay("p1", 10, "b1");

        Assert.Equal(
            ["payment.reversed"],
            story.Accept(new AccountCommand.ReversePayment("p1", "r1", null, ReversalReason.Nsf)));
        Assert.Equal((BillStatus.WrittenOff, 0L), (story.Status("b1"), story.Account.Bill("b1")!.RecoveredMinor));
    }
}
