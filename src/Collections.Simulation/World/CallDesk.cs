using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>
/// The collectors: they call what stands in their worklist once a day, up to four times.
/// </summary>
internal sealed class CallDesk(WorldHost host, Refusals refusals)
{
    private const int AttemptsMax = 4;
    private const int DisputeDays = 14;

    private static readonly Principal Agent = new("desk", "agent");

    private readonly SortedDictionary<string, Call> _open = new(StringComparer.Ordinal);

    /// <summary>How calls ended, by outcome.</summary>
    public SortedDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>A call stands in the worklist.</summary>
    public void Open(string taskId, string accountId) => _open[taskId] = new Call(taskId, accountId, 0);

    /// <summary>A call is done, or called off.</summary>
    public void Close(string taskId) => _open.Remove(taskId);

    /// <summary>Calls the households of a round.</summary>
    public async ValueTask WorkAsync(IReadOnlyDictionary<string, Household> households)
    {
        var worklist = _open.Values
            .Where(call => households.ContainsKey(call.AccountId))
            .GroupBy(call => call.AccountId)
            .OrderBy(calls => calls.Key, StringComparer.Ordinal)
            .ToList();
        await host.ForEachAsync(worklist, async calls =>
        {
            var household = households[calls.Key];
            var today = LocalDays.DayOf(host.Clock.Now, household.Customer.Zone);
            await CallAsync(household, [.. calls], today);
        });
    }

    private async Task CallAsync(Household household, IReadOnlyList<Call> calls, LocalDate today)
    {
        // Several items of one account are one call to one person.
        var dice = household.Dice("call", today.Year, today.DayOfYear);
        var attempts = calls.Max(call => call.Attempts) + 1;
        var outcome = Conversation.With(household, ref dice, today);
        lock (Outcomes)
        {
            Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;
            foreach (var call in calls)
            {
                _open[call.TaskId] = call with { Attempts = attempts };
            }
        }

        if (outcome == CallOutcome.Dispute)
        {
            await DisputeAsync(household, today);
        }

        if (outcome is not CallOutcome.NoAnswer and not CallOutcome.Machine || attempts >= AttemptsMax)
        {
            foreach (var call in calls)
            {
                var closed = await host.Engine.AskAsync(
                    new EntityKey(WorldHost.Tenant, CollectionTask.Kind, call.TaskId),
                    new TaskCommand.CloseTask(outcome),
                    new AskOptions { Principal = Agent });
                refusals.Note(closed);
            }
        }
    }

    private async Task DisputeAsync(Household household, LocalDate today)
    {
        var hold = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"d-{today:yyyyMMdd}");
        var until = today.PlusDays(DisputeDays);
        refusals.Note(await host.Engine.AskAsync(
            WorldHost.Account(household.Customer.AccountId),
            new AccountCommand.PlaceHold(hold, "dispute", today, until, HoldScope.Treatment),
            new AskOptions { Principal = Agent }));
        var dice = household.Dice("answer", today.Year, today.DayOfYear);
        household.Intend(new Intent.Answer(today.PlusDays(dice.Between(5, 10)), hold, dice.Chance(0.5)));
    }

    private sealed record Call(string TaskId, string AccountId, int Attempts);
}
