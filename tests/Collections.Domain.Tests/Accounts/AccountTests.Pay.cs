using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    [Fact]
    public void A_payment_without_allocation_covers_the_oldest_due_first_ties_by_id()
    {
        var story = AccountStory.Open();
        story.Bill("c", 10, "2026-02-01");
        story.Bill("b", 10, "2026-01-05");
        story.Bill("a", 10, "2026-02-01");

        Assert.Equal(["payment.settled", "bill.paid"], story.Pay("p1", 15));

        Assert.Equal("b:1000 a:500", story.Allocations("p1"));
    }

    [Fact]
    public void An_allocation_is_capped_at_what_is_outstanding_and_the_rest_goes_on()
    {
        var story = AccountStory.Open();
        story.Bill("old", 10, "2026-01-01");
        story.Bill("new", 10, "2026-02-01");

        story.Pay("p1", 25, "new");

        Assert.Equal("new:1000 old:1000", story.Allocations("p1"));
        Assert.Equal(5, story.Unapplied());
    }

    [Fact]
    public void Allocations_are_kept_as_given_and_the_rest_goes_oldest_due_first()
    {
        var story = AccountStory.Open();
        story.Bill("old", 10, "2026-01-01");
        story.Bill("new", 10, "2026-02-01");

        story.Accept(new AccountCommand.AddPayment("p1", 8) { Allocations = [new("new", 5)] });

        Assert.Equal("new:500 old:300", story.Allocations("p1"));
    }

    [Fact]
    public void Allocations_never_sum_to_more_than_the_payment()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);

        Assert.Equal("allocations_sum", story.Refuse(
            new AccountCommand.AddPayment("p1", 8) { Allocations = [new("b1", 5), new("b1", 4)] },
            RejectionClass.Invalid));
        Assert.Equal("bill_unknown", story.Refuse(new AccountCommand.AddPayment("p1", 8) { BillId = "b9" }));
        Assert.Equal("amount_not_positive", story.Refuse(
            new AccountCommand.AddPayment("p1", 0), RejectionClass.Invalid));
    }

    [Fact]
    public void Unapplied_credit_covers_the_next_bill_at_once()
    {
        var story = AccountStory.Open();
        story.Pay("p1", 10);

        Assert.Equal(["bill.issued", "credit.applied", "bill.paid"], story.Bill("b1", 4));

        Assert.Equal(6, story.Unapplied());
        Assert.Equal("b1:400", story.Allocations("p1"));
    }

    [Fact]
    public void Pending_and_failed_payments_change_no_amount()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);

        Assert.Equal(["payment.pending"], story.Accept(
            new AccountCommand.AddPayment("p1", 10) { Status = PaymentStatus.Pending }));
        Assert.Equal(["payment.failed"], story.Accept(
            new AccountCommand.AddPayment("p2", 10) { Status = PaymentStatus.Failed, DeclineCode = "51" }));

        Assert.Equal(10, story.Outstanding("b1"));
        Assert.Equal("51", story.Account.LastFailure?.Code);
    }

    [Fact]
    public void A_pending_payment_settles_once_and_stays_settled()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Bill("b2", 10, "2026-01-01");
        var pending = new AccountCommand.AddPayment("p1", 10) { Status = PaymentStatus.Pending, BillId = "b1" };
        story.Accept(pending);
        story.At += Duration.FromHours(1);

        Assert.Equal(["payment.settled", "bill.paid"], story.Pay("p1", 10));

        Assert.Equal("b1:1000", story.Allocations("p1"));
        Assert.Empty(story.Pay("p1", 10));
        Assert.Equal("payment_state", story.Refuse(pending));
        Assert.Equal("payment_state", story.Refuse(pending with { Status = PaymentStatus.Failed }));
        Assert.Equal("conflict", story.Refuse(new AccountCommand.AddPayment("p1", 11), RejectionClass.Conflict));
    }

    [Fact]
    public void The_same_payment_again_changes_nothing_and_another_conflicts()
    {
        var story = AccountStory.Open();
        story.Pay("p1", 10);
        story.At += Duration.FromDays(1);

        Assert.Empty(story.Pay("p1", 10));
        Assert.Equal("conflict", story.Refuse(
            new AccountCommand.AddPayment("p1", 10) { Method = "card" }, RejectionClass.Conflict));
    }

    [Fact]
    public void The_last_failure_is_cleared_by_a_payment_received_later_not_by_an_older_one()
    {
        var story = AccountStory.Open();
        var noon = Instant.FromUtc(2026, 1, 1, 12, 0);
        story.Accept(new AccountCommand.AddPayment("f1", 1)
        {
            Status = PaymentStatus.Failed,
            DeclineCode = "51",
            ReceivedAt = noon,
        });

        story.Accept(new AccountCommand.AddPayment("s1", 1) { ReceivedAt = noon - Duration.FromHours(1) });
        Assert.Equal("51", story.Account.LastFailure?.Code);

        story.Accept(new AccountCommand.AddPayment("s2", 1) { ReceivedAt = noon + Duration.FromHours(1) });
        Assert.Null(story.Account.LastFailure);

        story.Accept(new AccountCommand.AddPayment("f2", 1)
        {
            Status = PaymentStatus.Failed,
            DeclineCode = "05",
            ReceivedAt = noon,
        });
        Assert.Null(story.Account.LastFailure);
    }

    [Fact]
    public void A_credit_covers_bills_like_a_payment()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);

        Assert.Equal(["credit.added", "bill.paid"], story.Accept(new AccountCommand.AddCredit("c1", 12)));

        Assert.Equal(2, story.Unapplied());
        Assert.Empty(story.Accept(new AccountCommand.AddCredit("c1", 12)));
        Assert.Equal("conflict", story.Refuse(new AccountCommand.AddCredit("c1", 13), RejectionClass.Conflict));
    }
}
