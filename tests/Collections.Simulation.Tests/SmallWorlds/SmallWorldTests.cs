using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Simulation.Tests.SmallWorlds;

/// <summary>Every sequence of a few commands at a few instants, against an oracle that was written without the product.</summary>
public sealed class SmallWorldTests
{
    private static readonly EntityKey Key = new("default", AccountDecider.Kind, "A");
    private static readonly TenantConfiguration Configuration = TenantConfigurationFold.Initial("default");

    private static readonly Instant[] Instants =
    [
        Instant.FromUtc(2026, 1, 1, 12, 0), Instant.FromUtc(2026, 1, 10, 12, 0), Instant.FromUtc(2026, 2, 10, 12, 0),
    ];

    private readonly List<string> _differences = [];
    private long _sequences;

    [Fact]
    public void Every_sequence_comes_to_what_the_oracle_says()
    {
        var length = Proof.IsFull ? 6 : 4;
        var opened = Do(Account.Initial(Key), new AccountCommand.PutAccount { Currency = "USD", TimeZone = "UTC" }, Instants[0]);

        Explore(opened, new Oracle(), [], 0, length);

        Assert.Empty(_differences);

        // Letters to the power of the length, times the ways in which three instants never decrease.
        Assert.Equal(Proof.IsFull ? 437_500 : 9_375, _sequences);
    }

    private void Explore(Account account, Oracle oracle, List<(Letter Letter, int At)> path, int from, int length)
    {
        if (path.Count == length)
        {
            _sequences++;
            return;
        }

        for (var at = from; at < Instants.Length; at++)
        {
            foreach (var letter in Enum.GetValues<Letter>())
            {
                var firstPart = path.TrueForAll(each => each.Letter != Letter.PayPart);
                var firstMore = path.TrueForAll(each => each.Letter != Letter.PayMore);
                path.Add((letter, at));
                var after = Do(account, CommandOf(letter), Instants[at]);
                var expected = oracle.After(letter, firstPart, firstMore);
                Compare(after, expected, Instants[at], path);
                Explore(after, expected, path, at, length);
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    /// <summary>What an engine does: feed every wake-up that fell due, then the command.</summary>
    private static Account Do(Account account, AccountCommand command, Instant at)
    {
        while (AccountDecider.NextWake(account, Configuration) is { } due && due <= at)
        {
            account = Fold(account, AccountDecider.Wake(account, Context(due)), due);
        }

        return Fold(account, AccountDecider.Decide(account, command, Context(at)), at);
    }

    private static Account Fold(Account account, Decision<AccountEvent> decision, Instant at) =>
        decision.Events.Aggregate(account, (folded, happened) => AccountDecider.Evolve(folded, happened, at));

    private static DecisionContext<TenantConfiguration> Context(Instant at) =>
        new(Key, 0, at, Principal.Operator, Configuration, Facts.None);

    private static AccountCommand CommandOf(Letter letter) => letter switch
    {
        Letter.Bill => new AccountCommand.AddBill("B", 100m) { IssuedOn = Oracle.Due, DueDate = Oracle.Due },
        Letter.PayPart => new AccountCommand.AddPayment("P", 60m),
        Letter.PayMore => new AccountCommand.AddPayment("Q", 110m),
        Letter.Reverse => new AccountCommand.ReversePayment("P", "R", null, ReversalReason.Nsf),
        _ => new AccountCommand.WriteOffBill("B"),
    };

    private void Compare(Account account, Oracle oracle, Instant at, List<(Letter Letter, int At)> path)
    {
        var today = at.InUtc().Date;
        var row = AccountDecider.Row(account);
        var status = account.Bill("B")?.Status switch
        {
            null => "none",
            BillStatus.WrittenOff => "written_off",
            BillStatus.Paid => "paid",
            _ => "open",
        };
        var wake = oracle.NextChange(today)?.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var actual = (row.AmountMinor, row.Status, status, AccountDecider.NextWake(account, Configuration));
        var expected = (oracle.Balance, oracle.State(today), oracle.BillStatus, wake);
        if (actual != expected && _differences.Count < 5)
        {
            _differences.Add($"{string.Join(' ', path)}: expected {expected}, actual {actual}");
        }
    }
}
