using System.Globalization;
using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// Generated accounts with three bills each: the portfolio that is present when a figure is measured.
/// </summary>
internal sealed class Portfolio(Engine engine, int accounts)
{
    /// <summary>Imports under way at a time: enough to fill the store's batches.</summary>
    private const int InFlight = 512;

    public int Accounts => accounts;

    public static EntityKey Key(int index) =>
        new("default", AccountDecider.Kind, string.Create(CultureInfo.InvariantCulture, $"a{index:D7}"));

    /// <summary>Records all accounts, in key order.</summary>
    public async Task BuildAsync()
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            for (var index = Interlocked.Increment(ref next); index < accounts; index = Interlocked.Increment(ref next))
            {
                await AddAsync(index);
            }
        }));
    }

    private async Task AddAsync(int index)
    {
        var today = LocalDays.DayOf(engine.Setup.Clock.Now, DateTimeZone.Utc);
        var history = new AccountCommand.RecordHistory
        {
            Profile = BenchCommands.Profile(index),
            Bills = [.. Enumerable.Range(0, 3).Select(bill =>
                BenchCommands.Bill($"p{bill}", 5_000 + (index % 900), today.PlusDays(-((index + (bill * 3)) % 10))))],
        };
        var answer = await engine.AskAsync(Key(index), history);
        Invariant.Require(answer.Outcome == Outcome.Accepted, "A generated account is accepted.");

        // The review that an import leaves pending belongs to the portfolio, not to the first measured command.
        await engine.WakeAsync(Key(index));
    }
}
