using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    private static AccountCommand.ReversePayment Reverse(string payment, decimal? amount = null, string id = "r1") =>
        new(payment, id, amount, ReversalReason.Chargeback);

    [Fact]
    public void A_reversal_takes_unapplied_credit_first_then_allocations_in_reverse_order()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10, "2026-01-01");
        story.Bill("b2", 10, "2026-01-02");
        story.Pay("p1", 25);

        Assert.Equal(["payment.reversed", "bill.reopened"], story.Accept(Reverse("p1", 8)));

        Assert.Equal("b1:1000 b2:700", story.Allocations("p1"));
        Assert.Equal(0, story.Unapplied());
        Assert.Equal(3, story.Outstanding("b2"));
    }

    [Fact]
    public void A_reversal_in_whole_brings_the_debt_back_with_its_dates()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10, "2025-12-01");
        story.Pay("p1", 10);

        Assert.Equal(["payment.reversed", "bill.reopened"], story.Accept(Reverse("p1")));

        Assert.Equal(10, story.Outstanding("b1"));
        Assert.Equal(AccountStory.Day("2025-12-01"), story.Account.Bill("b1")!.Terms.DueDate);
        Assert.Empty(story.Accept(Reverse("p1")));
        Assert.Equal("payment_reversal_exceeds", story.Refuse(Reverse("p1", id: "r2")));
    }

    [Fact]
    public void Idle_credit_of_others_covers_what_a_reversal_opens()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        story.Pay("p1", 10);
        story.Pay("p2", 7);

        Assert.Equal(["payment.reversed", "bill.reopened", "credit.applied"], story.Accept(Reverse("p1")));

        Assert.Equal(3, story.Outstanding("b1"));
        Assert.Equal("b1:700", story.Allocations("p2"));
    }

    [Fact]
    public void Only_a_settled_payment_is_reversed_and_only_what_is_left_of_it()
    {
        var story = AccountStory.Open();
        story.Accept(new AccountCommand.AddPayment("pending", 5) { Status = PaymentStatus.Pending });
        story.Pay("p1", 10);
        story.Accept(Reverse("p1", 6));

        Assert.Equal("payment_state", story.Refuse(Reverse("pending", id: "r3")));
        Assert.Equal("payment_reversal_exceeds", story.Refuse(Reverse("p1", 4.01m, "r2")));
        Assert.Equal("payment_unknown", story.Refuse(Reverse("p9"), RejectionClass.Unknown));
        Assert.Equal("conflict", story.Refuse(Reverse("p1", 5), RejectionClass.Conflict));
        Assert.Empty(story.Accept(Reverse("p1", 6)));
    }

    [Fact]
    public void A_reversal_id_is_unique_over_the_payments_of_the_account()
    {
        var story = AccountStory.Open();
        story.Pay("p1", 10);
        story.Pay("p2", 10);
        story.Accept(Reverse("p1"));

        Assert.Equal("conflict", story.Refuse(Reverse("p2"), RejectionClass.Conflict));
    }
}
