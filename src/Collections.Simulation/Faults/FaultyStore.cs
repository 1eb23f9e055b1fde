using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Simulation.Runs;

namespace Collections.Simulation.Faults;

/// <summary>
/// The store as one node sees it: it errs before a commit, loses the answer after it, reports conflicts that were
/// none, stalls. What it does commit, it commits truly, and the watchers see it.
/// </summary>
internal sealed class FaultyStore(IEntityStore inner, Chaos chaos, TimeProvider time) : ForwardingStore(inner)
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    public override async ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys)
    {
        await BeforeAsync("load");
        return await base.LoadAsync(keys);
    }

    public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        await BeforeAsync("commit");
        var asked = chaos.Mutant.Commits(commits);
        if (chaos.Strikes(FaultClasses.Store, "store.conflict", chaos.Swarm.StoreRate / 4))
        {
            return [.. asked.Select(_ => new CommitOutcome(CommitResult.VersionConflict, default))];
        }

        var outcomes = await base.CommitAsync(asked);
        foreach (var (commit, outcome) in asked.Zip(outcomes))
        {
            if (outcome.Result == CommitResult.Committed)
            {
                chaos.Committed(commit, outcome.Handle);
            }
            else
            {
                chaos.Marks.Hit("commit." + outcome.Result);
            }
        }

        if (chaos.Strikes(FaultClasses.Store, "store.answer-lost", chaos.Swarm.StoreRate))
        {
            throw new TimeoutException("The answer was lost.");
        }

        return outcomes;
    }

    public override ValueTask ParkAsync(ParkedMessage message)
    {
        chaos.Marks.Hit("message.parked");
        return base.ParkAsync(message);
    }

    private async ValueTask BeforeAsync(string what)
    {
        if (chaos.Strikes(FaultClasses.Store, "store.stall", chaos.Swarm.StoreRate / 10))
        {
            await Task.Delay(Stall, time);
        }

        if (chaos.Strikes(FaultClasses.Store, "store.error-before-" + what, chaos.Swarm.StoreRate))
        {
            throw new TimeoutException("The store did not take it.");
        }
    }
}
