using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Domain.Rules;
using Collections.Domain.Tests.Laws;
using Collections.Domain.Tests.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Reminders;

/// <summary>Bills are reminded of on the days of the ladder, on the channels there are.</summary>
public sealed class ReminderTests
{
    private const string Ladder =
        "reminders: [ { daysBefore: [30, 7, 3, 0], channels: [email, sms, wecom], notice: due-soon } ]";

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 12, 0);

    [Fact]
    public void Each_day_of_the_ladder_reminds_once_on_every_channel_there_is()
    {
        var run = Open(["email", "phone"]);
        run.Command(Start, Bill("b1", new LocalDate(2026, 1, 8)));
        run.CatchUp(Start + Duration.FromDays(60));

        Assert.Equal(
            [
                "2026-01-01T12 email", "2026-01-01T12 sms",
                "2026-01-05T00 email", "2026-01-05T00 sms",
                "2026-01-08T00 email", "2026-01-08T00 sms",
            ],
            Sent(run));
    }

    [Fact]
    public void Days_past_when_the_bill_is_issued_are_skipped()
    {
        var run = Open(["email"]);
        run.Command(Start, Bill("b1", new LocalDate(2026, 1, 3)));
        run.CatchUp(Start + Duration.FromDays(60));

        Assert.Equal(["2026-01-03T00 email"], Sent(run));
    }

    [Fact]
    public void A_paid_bill_is_not_reminded_of_and_a_customer_without_contacts_is_left_alone()
    {
        var paid = Open(["email"]);
        paid.Command(Start, Bill("b1", new LocalDate(2026, 1, 20)));
        paid.Command(Start, new AccountCommand.AddPayment("p1", 10));
        paid.CatchUp(Start + Duration.FromDays(60));
        Assert.Empty(Sent(paid));

        var alone = Open([]);
        alone.Command(Start, Bill("b1", new LocalDate(2026, 1, 20)));
        alone.CatchUp(Start + Duration.FromDays(60));
        Assert.Empty(Sent(alone));
    }

    [Fact]
    public void The_explanation_says_why_a_rule_does_not_take_a_bill()
    {
        var policy = Given.Policy(
            "rules: [ { name: old, bills: { age: { atLeast: 30 days } }, start: T }, { name: any, start: T } ]\n"
            + "treatments: { T: { steps: [ { name: a, after: 90 days, do: { tag: X } } ] } }");
        var run = Open([], policy);
        run.Command(Start, Bill("b1", new LocalDate(2025, 12, 20)));

        var findings = RuleExplanation.Of(run.State, policy, new LocalDate(2026, 1, 2));

        Assert.Equal(["no_candidates", "no_candidates"], findings.Select(finding => finding.Outcome));
        Assert.Equal("age 13 days (since 2025-12-20), not atLeast: 30 days", findings[0].Bills[0].WhyNot);
        Assert.Equal("the rule has started for it", findings[1].Bills[0].WhyNot);
    }

    private static EntityRun<AccountDecider, Account, AccountCommand, AccountEvent> Open(
        string[] contacts, Policy? policy = null)
    {
        var initial = TenantConfigurationFold.Initial("default");
        var version = new PolicyVersion(policy ?? Given.Policy(Ladder), 1, Instant.MinValue);
        var run = new EntityRun<AccountDecider, Account, AccountCommand, AccountEvent>(
            new EntityKey("default", AccountDecider.Kind, "a1"),
            initial with { Policies = initial.Policies.SetItem(Policy.DefaultName, version) },
            AccountJson.Default);
        run.Command(Start, new AccountCommand.PutAccount
        {
            CustomerId = "c1",
            Currency = "USD",
            TimeZone = "UTC",
            Contacts = contacts.Select(Contact).ToItems(),
        });
        return run;
    }

    private static AccountCommand.NewContact Contact(string kind) =>
        new(kind, new SealedText("c1", "00", new byte[] { 1 }), null);

    private static AccountCommand.AddBill Bill(string id, LocalDate due) =>
        new(id, 10) { DueDate = due, IssuedOn = new LocalDate(2025, 12, 1) };

    private static IEnumerable<string> Sent(EntityRun<AccountDecider, Account, AccountCommand, AccountEvent> run) =>
        from each in run.Happened
        let notice = each.Event as AccountEvent.NoticeRequested
        where notice is not null
        select $"{each.At.ToString("uuuu-MM-dd'T'HH", null)} {notice.Channel}";
}
