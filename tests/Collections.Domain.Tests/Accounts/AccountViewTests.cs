using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

/// <summary>The account as the API shows it.</summary>
public sealed class AccountViewTests
{
    [Fact]
    public void The_view_has_the_names_and_digits_of_the_interface()
    {
        var story = new AccountStory();
        story.At = Instant.FromUtc(2025, 9, 20, 1, 0);
        story.Accept(new AccountCommand.PutAccount
        {
            CustomerId = "c_10001",
            Currency = "CNY",
            TimeZone = "Asia/Shanghai",
            Name = new SealedText("c_10001", "h", "x"u8.ToArray()),
        });
        story.Bill("b_30001", 568.30m, "2025-10-07");
        story.At = Instant.FromUtc(2025, 10, 18, 16, 0);

        var view = story.View(value => $"<{value.Ref}>");

        Assert.Equal("CNY", view.GetProperty("currency").GetString());
        Assert.Equal("<account/a1/name>", view.GetProperty("name").GetString());
        Assert.Equal("568.30", view.GetProperty("balance").GetRawText());
        Assert.Equal("568.30", view.GetProperty("overdueBalance").GetRawText());
        Assert.Equal(
            """{"bucket":"D1-D30","daysPastDue":12,"buckets":"""
            + """{"CURRENT":0.00,"D1-D30":568.30,"D31-D60":0.00,"D61-D90":0.00,"D90+":0.00}}""",
            view.GetProperty("aging").GetRawText());
        Assert.Equal("CLEAR", view.GetProperty("overdue").GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, view.GetProperty("overdue").GetProperty("since").ValueKind);
        var bill = view.GetProperty("bills")[0];
        Assert.Equal("2025-10-07", bill.GetProperty("dueDate").GetString());
        Assert.Equal("D1-D30", bill.GetProperty("agingBucket").GetString());
        Assert.Equal("open", bill.GetProperty("status").GetString());
        Assert.Equal(7, view.GetProperty("version").GetInt32());
        foreach (var list in new[] { "promises", "plans", "disputes", "treatments", "holds", "tags" })
        {
            Assert.Equal(0, view.GetProperty(list).GetArrayLength());
        }
    }

    [Theory]
    [InlineData(0, "CURRENT")]
    [InlineData(1, "D1-D30")]
    [InlineData(30, "D1-D30")]
    [InlineData(31, "D31-D60")]
    [InlineData(60, "D31-D60")]
    [InlineData(61, "D61-D90")]
    [InlineData(90, "D61-D90")]
    [InlineData(91, "D90+")]
    public void A_bill_ages_by_local_days_after_its_due_day(int days, string bucket)
    {
        var story = AccountStory.Open(zone: "America/New_York");
        story.Bill("b1", 10, "2026-01-10");

        // The first and the last minute of one local day are of one age.
        story.At = Instant.FromUtc(2026, 1, 10, 5, 0) + Duration.FromDays(days);
        var view = story.View();

        Assert.Equal(days, view.GetProperty("aging").GetProperty("daysPastDue").GetInt32());
        Assert.Equal(bucket, view.GetProperty("aging").GetProperty("bucket").GetString());
    }

    [Fact]
    public void A_postponed_bill_stays_overdue_but_the_account_does_not_age_by_it()
    {
        var story = AccountStory.Open();
        story.Bill("old", 10, "2025-10-01");
        story.Bill("new", 5, "2025-12-31");
        story.Accept(new AccountCommand.PostponeBill("old", AccountStory.Day("2026-02-01")));

        var view = story.View();

        Assert.Equal(1, view.GetProperty("aging").GetProperty("daysPastDue").GetInt32());
        Assert.Equal(15m, view.GetProperty("overdueBalance").GetDecimal());
        Assert.Equal("2026-02-01", view.GetProperty("bills")[1].GetProperty("postponedUntil").GetString());
    }

    [Fact]
    public void A_credit_bill_lowers_the_balance_and_is_never_past_due()
    {
        var story = AccountStory.Open();
        story.Bill("b1", 30, "2025-12-01");
        story.Bill("b2", -50, "2025-12-01");

        var view = story.View();

        Assert.Equal(-20m, view.GetProperty("balance").GetDecimal());
        Assert.Equal(30m, view.GetProperty("overdueBalance").GetDecimal());
    }

    [Fact]
    public void Bills_stand_by_issue_day_and_id_and_only_the_last_hundred_closed_are_shown()
    {
        var story = AccountStory.Open();
        for (var i = 0; i < 130; i++)
        {
            story.Accept(new AccountCommand.AddBill($"v{i:000}", 10));
        }

        story.Bill("open", 5, "2026-01-01");
        story.Accept(new AccountCommand.AddPayment("p", 1300)
        {
            Allocations = [.. Enumerable.Range(0, 130).Select(i => new AccountCommand.NewAllocation($"v{i:000}", 10))],
        });

        var ids = story.View().GetProperty("bills").EnumerateArray()
            .Select(bill => bill.GetProperty("billId").GetString());

        Assert.Equal(["open", .. Enumerable.Range(30, 100).Select(i => $"v{i:000}")], ids);
    }

    [Fact]
    public void Holds_show_whether_they_stand()
    {
        var story = AccountStory.Open();
        story.Accept(new AccountCommand.PlaceHold("h1", "X", null, null, HoldScope.Contact));
        story.Accept(new AccountCommand.PlaceHold(
            "h2", null, AccountStory.Day("2026-05-01"), null, HoldScope.Treatment));
        story.Accept(new AccountCommand.PlaceHold("h3", null, null, null, HoldScope.All));
        story.Accept(new AccountCommand.ReleaseHold("h3"));

        var holds = story.View().GetProperty("holds").EnumerateArray()
            .Select(hold => $"{hold.GetProperty("scope")} {hold.GetProperty("status")}");

        Assert.Equal(["contact active", "treatment scheduled", "all released"], holds);
    }
}
