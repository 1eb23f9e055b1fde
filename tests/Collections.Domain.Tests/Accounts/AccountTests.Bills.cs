using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    [Fact]
    public void A_bill_without_dates_is_issued_and_due_on_the_local_day()
    {
        var story = AccountStory.Open(zone: "Asia/Shanghai");
        story.At = Instant.FromUtc(2026, 1, 1, 20, 0);

        Assert.Equal(["bill.issued"], story.Accept(new AccountCommand.AddBill("b1", 568.32m)));

        var bill = story.Account.Bill("b1")!;
        Assert.Equal(AccountStory.Day("2026-01-02"), bill.Terms.IssuedOn);
        Assert.Equal(AccountStory.Day("2026-01-02"), bill.Terms.DueDate);
        Assert.Equal(56832, bill.OutstandingMinor);
    }

    [Fact]
    public void A_due_day_before_the_issue_day_is_taken_as_late_billing()
    {
        var story = AccountStory.Open();

        story.Accept(new AccountCommand.AddBill("b1", 1)
        {
            IssuedOn = AccountStory.Day("2026-01-05"),
            DueDate = AccountStory.Day("2025-12-01"),
        });

        Assert.Equal(AccountStory.Day("2025-12-01"), story.Account.Bill("b1")!.Terms.DueDate);
    }

    [Fact]
    public void The_same_bill_again_days_later_changes_nothing()
    {
        var story = AccountStory.Open();
        story.Accept(new AccountCommand.AddBill("b1", 10));
        story.At += Duration.FromDays(3);

        Assert.Empty(story.Accept(new AccountCommand.AddBill("b1", 10.00m)));
        Assert.Empty(story.Accept(new AccountCommand.AddBill("b1", 10) { IssuedOn = AccountStory.Day("2026-01-01") }));
    }

    [Fact]
    public void Another_bill_under_the_same_id_conflicts()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);

        Assert.Equal("conflict", story.Refuse(
            new AccountCommand.AddBill("b1", 11) { DueDate = AccountStory.Day("2026-01-10") },
            RejectionClass.Conflict));
        Assert.Equal("conflict", story.Refuse(new AccountCommand.AddBill("b1", 10), RejectionClass.Conflict));
        Assert.Equal("conflict", story.Refuse(
            new AccountCommand.AddBill("b1", 10) { DueDate = AccountStory.Day("2026-01-10"), Draft = true },
            RejectionClass.Conflict));
    }

    [Fact]
    public void A_draft_owes_nothing_until_it_is_committed_and_keeps_its_dates()
    {
        var story = AccountStory.Open();
        Assert.Equal(["bill.drafted"], story.Accept(new AccountCommand.AddBill("b1", 10) { Draft = true }));
        Assert.Equal(0, story.Outstanding("b1"));
        story.At += Duration.FromDays(9);

        Assert.Equal(["bill.issued"], story.Accept(new AccountCommand.CommitBill("b1")));

        Assert.Equal(10, story.Outstanding("b1"));
        Assert.Equal(AccountStory.Day("2026-01-01"), story.Account.Bill("b1")!.Terms.IssuedOn);
        Assert.Equal("bill_not_draft", story.Refuse(new AccountCommand.CommitBill("b1")));
        Assert.Equal("bill_unknown", story.Refuse(new AccountCommand.CommitBill("b2"), RejectionClass.Unknown));
    }

    [Fact]
    public void A_bill_over_nothing_is_paid_at_once()
    {
        Assert.Equal(["bill.issued", "bill.paid"], AccountStory.Open().Bill("b1", 0));
    }

    [Fact]
    public void A_credit_bill_stays_open_and_pays_nothing_by_itself()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 30);

        Assert.Equal(["bill.issued"], story.Bill("b2", -20));

        Assert.Equal(30, story.Outstanding("b1"));
        Assert.Equal(-20, story.Outstanding("b2"));
        Assert.Equal(["bill.adjusted", "bill.paid"], story.Accept(new AccountCommand.AdjustBill("b2", "x", 20)));
    }

    [Fact]
    public void Amounts_have_no_more_digits_than_the_currency()
    {
        var yen = AccountStory.Open("JPY");

        Assert.Equal("amount_scale", yen.Refuse(new AccountCommand.AddBill("b1", 10.5m)));
        Assert.Equal(["bill.issued"], yen.Accept(new AccountCommand.AddBill("b1", 10.0m)));
        Assert.Equal("amount_range", yen.Refuse(
            new AccountCommand.AddBill("b2", 1_000_000_000_000_001m), RejectionClass.Invalid));
        Assert.Equal("currency_mismatch", yen.Refuse(new AccountCommand.AddBill("b2", 1) { Currency = "USD" }));
    }

    [Fact]
    public void Lines_sum_to_the_amount_and_their_texts_are_sealed()
    {
        var story = AccountStory.Open();
        AccountCommand.AddBill Bill(decimal second) => new("b1", 10)
        {
            Lines = [new("1", "power", 4, Sealed("January")), new("2", null, second, null)],
        };

        Assert.Equal("lines_sum", story.Refuse(Bill(7), RejectionClass.Invalid));
        story.Accept(Bill(6));
        Assert.Equal("account/a1/bill/b1/line/1", Assert.Single(story.LastRows.OfType<SideRow.PersonalData>()).Ref);
        Assert.Empty(story.Accept(Bill(6)));
    }

    [Fact]
    public void A_draft_or_unpaid_bill_can_be_voided()
    {
        var story = AccountStory.Open();
        story.Accept(new AccountCommand.AddBill("draft", 10) { Draft = true });
        story.Bill("open", 10);
        story.Bill("part", 10, "2026-01-01");
        story.Pay("p1", 1, "part");

        Assert.Equal(["bill.voided"], story.Accept(new AccountCommand.VoidBill("draft")));
        Assert.Equal(["bill.voided"], story.Accept(new AccountCommand.VoidBill("open")));
        Assert.Equal("bill_has_payments", story.Refuse(new AccountCommand.VoidBill("part")));
        Assert.Equal("bill_not_open", story.Refuse(new AccountCommand.VoidBill("open")));
    }

    [Fact]
    public void A_postponement_is_set_and_lifted()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 10);
        var until = AccountStory.Day("2026-03-01");

        Assert.Equal(["bill.postponed"], story.Accept(new AccountCommand.PostponeBill("b1", until)));
        Assert.Empty(story.Accept(new AccountCommand.PostponeBill("b1", until)));
        Assert.Equal(["bill.postponed"], story.Accept(new AccountCommand.PostponeBill("b1", null)));
        story.Pay("p1", 10);
        Assert.Equal("bill_not_open", story.Refuse(new AccountCommand.PostponeBill("b1", until)));
    }
}
