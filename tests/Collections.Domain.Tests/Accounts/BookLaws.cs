using System.Text;
using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

/// <summary>Laws of the books over random histories.</summary>
public sealed class BookLaws
{
    private static readonly int Histories =
        Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? 20_000 : 500;

    [Fact]
    public void Money_is_conserved_and_no_ordinary_bill_owes_less_than_nothing() => Check(steps =>
    {
        var story = Play(steps, (_, _, _) => { });
        var account = story.Account;
        var totals = account.Archived ?? new ArchiveTotals();
        var settled = account.Sources.Where(source => source.Status == PaymentStatus.Settled).ToList();
        var received = settled.Sum(source => source.AmountMinor) + totals.PaidMinor + totals.CreditedMinor;
        var reversed = settled.Sum(source => source.ReversedMinor) + totals.ReversedMinor;
        var unapplied = settled.Sum(source => source.UnappliedMinor);
        var archivedUse = totals.PaidMinor + totals.CreditedMinor - totals.ReversedMinor;
        var covered = account.Bills.Sum(bill => bill.PaidMinor + bill.RecoveredMinor) + archivedUse;

        Assert.Equal(received, covered + unapplied + reversed);
        Assert.All(account.Bills, bill => Assert.True(bill.TotalMinor < 0 || bill.OutstandingMinor >= 0));
        foreach (var bill in account.Bills)
        {
            var shares = account.Sources.SelectMany(source => source.Allocations).Where(a => a.BillId == bill.BillId);
            Assert.Equal(bill.PaidMinor, shares.Where(a => !a.Recovered).Sum(a => a.AmountMinor));
            Assert.Equal(bill.RecoveredMinor, shares.Where(a => a.Recovered).Sum(a => a.AmountMinor));
        }
    });

    [Fact]
    public void The_view_adds_up() => Check(steps =>
    {
        var view = Play(steps, (_, _, _) => { }).View();
        var open = view.GetProperty("bills").EnumerateArray()
            .Where(bill => bill.GetProperty("status").GetString() == "open")
            .Select(bill => bill.GetProperty("outstanding").GetDecimal())
            .ToList();
        var buckets = view.GetProperty("aging").GetProperty("buckets").EnumerateObject()
            .ToDictionary(each => each.Name, each => each.Value.GetDecimal());

        Assert.Equal(
            view.GetProperty("balance").GetDecimal(), open.Sum() - view.GetProperty("unappliedCredit").GetDecimal());
        Assert.Equal(buckets.Values.Sum(), open.Where(amount => amount > 0).Sum());
        Assert.Equal(view.GetProperty("overdueBalance").GetDecimal(), buckets.Values.Sum() - buckets["CURRENT"]);
    });

    [Fact]
    public void The_fold_of_the_events_is_the_snapshot_after_a_round_trip() => Check(steps =>
    {
        var folded = Account.Initial(new EntityKey("t", "account", "a1"));
        var story = Play(steps, (before, decision, at) =>
        {
            foreach (var each in decision.Events)
            {
                folded = Fold.Evolve(folded, AccountJsonTests.Again(each), at);
            }
        });
        var json = JsonSerializer.SerializeToUtf8Bytes(story.Account, AccountJson.Default.Account);
        var again = JsonSerializer.Deserialize(json, AccountJson.Default.Account)!;

        Assert.Equal(story.Account, folded);
        Assert.Equal(story.Account, again);
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(again, AccountJson.Default.Account));
    });

    [Fact]
    public void A_snapshot_does_not_tell_how_often_it_was_read_on_the_way() => Check(steps =>
    {
        var kept = Account.Initial(new EntityKey("t", "account", "a1"));
        var read = kept;
        Play(steps, (before, decision, at) =>
        {
            read = JsonSerializer.Deserialize(Bytes(read), AccountJson.Default.Account)!;
            foreach (var each in decision.Events)
            {
                kept = Fold.Evolve(kept, each, at);
                read = Fold.Evolve(read, AccountJsonTests.Again(each), at);
            }

            Assert.Equal(Encoding.UTF8.GetString(Bytes(kept)), Encoding.UTF8.GetString(Bytes(read)));
        });

        static byte[] Bytes(Account account) =>
            JsonSerializer.SerializeToUtf8Bytes(account, AccountJson.Default.Account);
    });

    [Fact]
    public void The_same_question_twice_gets_the_same_answer() => Check(steps =>
    {
        var story = AccountStory.Open();
        foreach (var step in steps)
        {
            story.At += Duration.FromHours(step.Hours);
            var command = Command(step);
            var first = story.Decide(command);
            var second = story.Decide(command);
            Assert.Equal(first.Events, second.Events);
            Assert.Equal(first.Rejection?.Code, second.Rejection?.Code);
            if (first.Rejection is null)
            {
                story.Accept(command);
                Assert.Empty(story.Wake().Events);
            }
        }
    });

    [Fact]
    public void After_a_wake_up_the_next_one_is_later() => Check(steps =>
    {
        var story = Play(steps, (_, _, _) => { });
        for (var i = 0; i < 50 && Books.NextWake(story.Account) is { } next; i++)
        {
            Assert.True(next > story.At);
            story.At = next;
            Assert.NotEmpty(story.Wake().Events);
        }

        Assert.Null(Books.NextWake(story.Account));
    });

    private static void Check(Action<Step[]> law) =>
        Prop.ForAll(Steps().ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));

    private static AccountStory Play(Step[] steps, Action<Account, Decision<AccountEvent>, Instant> see)
    {
        var story = new AccountStory();
        AccountCommand open = new AccountCommand.PutAccount { CustomerId = "c1" };
        see(story.Account, story.Decide(open), story.At);
        story.Accept(open);
        foreach (var step in steps)
        {
            story.At += Duration.FromHours(step.Hours);
            see(story.Account, story.Wake(), story.At);
            var command = Command(step);
            var before = story.Account;
            var decision = story.Decide(command);
            if (decision.Rejection is null)
            {
                story.Accept(command);
            }

            see(before, decision, story.At);
        }

        return story;
    }

    private static AccountCommand Command(Step step)
    {
        // Few ids, so that commands meet: the same bill is paid, adjusted, written off and asked for again.
        var bill = $"b{step.A % 6}";
        var payment = $"p{step.B % 6}";
        var amount = (step.Cents % 4000) / 100m;
        var id = $"x{step.Cents % 50}";
        return step.Kind switch
        {
            0 or 1 => new AccountCommand.AddBill(bill, step.Cents % 7 == 0 ? -amount : amount)
            {
                Draft = step.B % 5 == 0,
                DueDate = new LocalDate(2025, 11, 1).PlusDays(step.Cents % 120),
            },
            2 or 3 => new AccountCommand.AddPayment(payment, amount) { BillId = step.A % 2 == 0 ? bill : null },
            4 => new AccountCommand.AddPayment(payment, amount) { Status = (PaymentStatus)(step.A % 3) },
            5 => new AccountCommand.ReversePayment(payment, id, step.A % 3 == 0 ? null : amount, ReversalReason.Refund),
            6 => new AccountCommand.AdjustBill(bill, id, step.B % 2 == 0 ? -amount : amount),
            7 => new AccountCommand.WriteOffBill(bill),
            8 => new AccountCommand.UndoWriteOff(bill),
            9 => new AccountCommand.AddCredit($"c{step.B % 3}", amount),
            10 => new AccountCommand.CommitBill(bill),
            11 => new AccountCommand.VoidBill(bill),
            12 => new AccountCommand.PostponeBill(bill, new LocalDate(2026, 1, 1).PlusDays(step.B)),
            13 => new AccountCommand.PlaceHold(
                $"h{step.A % 4}", null, null, new LocalDate(2026, 1, 1).PlusDays(step.B % 60), HoldScope.All),
            14 => new AccountCommand.ReleaseHold($"h{step.A % 4}"),
            15 => new AccountCommand.RecordHistory
            {
                Bills = [new AccountCommand.AddBill(bill, amount) { DueDate = new LocalDate(2025, 12, 1) }],
                Payments = [new AccountCommand.AddPayment(payment, amount), new AccountCommand.AddPayment("p9", -1)],
            },
            16 => new AccountCommand.AnnounceChild($"kid{step.A % 2}"),
            _ => new AccountCommand.AddTag($"t{step.A % 3}"),
        };
    }

    private static Gen<Step[]> Steps() =>
        Gen.ArrayOf(
            from kind in Gen.Choose(0, 17)
            from a in Gen.Choose(0, 100)
            from b in Gen.Choose(0, 100)
            from cents in Gen.Choose(0, 10_000)
            from hours in Gen.Choose(0, 72)
            select new Step(kind, a, b, cents, hours));

    /// <summary>One random step.</summary>
    private sealed record Step(int Kind, int A, int B, int Cents, int Hours);
}
