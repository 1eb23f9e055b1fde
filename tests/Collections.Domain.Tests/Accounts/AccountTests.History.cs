using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Tests.Accounts;

public sealed partial class AccountTests
{
    private static AccountCommand.AddBill Row(string id, decimal amount, string due = "2025-11-01") => new(id, amount)
    {
        IssuedOn = AccountStory.Day(due),
        DueDate = AccountStory.Day(due),
        Currency = "USD",
    };

    private static (IReadOnlyList<string> Events, HistoryReport Report) Import(
        AccountStory story, AccountCommand.RecordHistory history)
    {
        var report = Assert.IsType<HistoryReport>(story.Decide(history).Report);
        return (story.Accept(history), report);
    }

    private static IEnumerable<RowOutcome> All(HistoryReport report) =>
        [report.Profile!, .. report.Bills, .. report.Payments];

    private static string Told(IEnumerable<RowOutcome> rows) =>
        string.Join(' ', rows.Select(row => row.Code ?? row.Result.ToString()));

    [Fact]
    public void An_import_books_the_facts_quietly_and_a_second_time_changes_nothing()
    {
        var story = new AccountStory();
        var history = new AccountCommand.RecordHistory
        {
            Profile = new AccountCommand.PutAccount { CustomerId = "c1", Tags = ["VIP"] },
            Bills = [Row("b1", 10), Row("b2", 20, "2025-12-01")],
            Payments = [new AccountCommand.AddPayment("p1", 15) { ReceivedAt = story.At }],
        };

        var (events, report) = Import(story, history);

        Assert.Equal(
            [
                "account.created", "tag.added", "bill.issued", "bill.issued", "payment.settled", "bill.paid",
                "account.imported",
            ],
            events);
        Assert.Equal("Added Added Added Added", Told(All(report)));
        Assert.Equal(story.At, story.Account.ReviewPending);

        (events, report) = Import(story, history);
        Assert.Empty(events);
        Assert.Equal("Unchanged Unchanged Unchanged Unchanged", Told(All(report)));
    }

    [Fact]
    public void Another_amount_of_a_stored_bill_is_an_adjustment_every_time()
    {
        var story = AccountStory.Open();
        Import(story, new AccountCommand.RecordHistory { Bills = [Row("b1", 10)] });

        foreach (var amount in new[] { 12m, 10m, 12m })
        {
            var (events, report) = Import(story, new AccountCommand.RecordHistory { Bills = [Row("b1", amount)] });
            Assert.Equal(["bill.adjusted", "account.imported"], events);
            Assert.Equal("Changed", Told(report.Bills));
        }

        Assert.Equal(12, story.Outstanding("b1"));
        Assert.Equal(
            ["import:12.00", "import:10.00", "import:12.00~2"],
            story.Account.Bill("b1")!.Adjustments.Select(each => each.AdjustmentId));
    }

    [Fact]
    public void Rows_at_fault_are_refused_one_by_one_and_the_good_ones_stand()
    {
        var story = AccountStory.Open();
        Import(story, new AccountCommand.RecordHistory { Bills = [Row("b1", 10)] });

        var (_, report) = Import(story, new AccountCommand.RecordHistory
        {
            Profile = new AccountCommand.PutAccount { CustomerId = "c1", Currency = "EUR" },
            Bills =
            [
                Row("b1", 10, "2025-11-02"),
                Row("b2", 1.001m),
                Row("b3", 5),
                Row("b3", 6),
                Row("b3", 5),
                Row("b4", 5) with { Currency = "EUR" },
                Row("b 5", 5),
            ],
            Payments =
            [
                new AccountCommand.AddPayment("p1", 4) { BillId = "b9" },
                new AccountCommand.AddPayment("p2", -4),
                new AccountCommand.AddPayment("p3", 4) { BillId = "b3" },
            ],
        });

        Assert.Equal("currency_locked", report.Profile!.Code);
        Assert.Equal(
            "conflict amount_scale Added duplicate_id Unchanged currency_mismatch id_format", Told(report.Bills));
        Assert.Equal("bill_unknown amount_not_positive Added", Told(report.Payments));
        Assert.Equal(1, story.Outstanding("b3"));
        Assert.Equal(10, story.Outstanding("b1"));
    }

    [Fact]
    public void A_pending_payment_settles_by_import_and_nothing_else_of_it_changes()
    {
        var story = AccountStory.Open();
        var pending = new AccountCommand.AddPayment("p1", 10) { Status = PaymentStatus.Pending, ReceivedAt = story.At };
        Import(story, new AccountCommand.RecordHistory { Payments = [pending] });
        var settled = pending with { Status = PaymentStatus.Settled };

        Assert.Equal("Changed", Told(Import(story, new() { Payments = [settled] }).Report.Payments));
        Assert.Equal("Unchanged", Told(Import(story, new() { Payments = [settled] }).Report.Payments));
        Assert.Equal("conflict", Told(Import(story, new() { Payments = [pending] }).Report.Payments));
        Assert.Equal("conflict", Told(Import(
            story, new() { Payments = [settled with { Method = "x" }] }).Report.Payments));
    }

    [Fact]
    public void Rows_of_an_account_that_nobody_opened_are_refused()
    {
        var story = new AccountStory();

        var (events, report) = Import(story, new AccountCommand.RecordHistory { Bills = [Row("b1", 10)] });

        Assert.Empty(events);
        Assert.Equal("account_unknown", Told(report.Bills));
    }
}
