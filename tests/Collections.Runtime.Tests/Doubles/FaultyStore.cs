using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Tests.Doubles;

/// <summary>A store that fails on demand: before a commit, or after it was done but before the answer came.</summary>
internal sealed class FaultyStore(IEntityStore inner) : ForwardingStore(inner)
{
    private int _underWay;

    /// <summary>Commits that fail before anything is written.</summary>
    public int FailBefore { get; set; }

    /// <summary>Commits that are written, and whose answer is then lost.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>Loads that fail.</summary>
    public int FailLoads { get; set; }

    /// <summary>What others do between a commit and the loss of its answer.</summary>
    public Func<Task>? BeforeFault { get; set; }

    /// <summary>What the first reader of something published waits for; null for nothing.</summary>
    public Task? PublicationsHeldBy { get; set; }

    /// <summary>What every commit waits for before it is written; null for nothing.</summary>
    public Task? CommitsHeldBy { get; set; }

    /// <summary>Released for each batch that the engine sends.</summary>
    public SemaphoreSlim Batches { get; } = new(0);

    /// <summary>The most batches that were under way at a time.</summary>
    public int UnderWayMost { get; private set; }

    public int Commits { get; private set; }

    /// <summary>Entities that were asked for.</summary>
    public int Loads { get; private set; }

    /// <summary>Publications that are durable.</summary>
    public int Published { get; private set; }

    public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        UnderWayMost = Math.Max(UnderWayMost, Interlocked.Increment(ref _underWay));
        Batches.Release();
        try
        {
            await (CommitsHeldBy ?? Task.CompletedTask);
            return await FaultyCommitAsync(commits);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    public override ValueTask<IReadOnlyList<StoredEntity?>> LoadAsync(IReadOnlyList<EntityKey> keys)
    {
        Loads += keys.Count;
        if (FailLoads > 0)
        {
            FailLoads--;
            throw new IOException("planted: the store did not load");
        }

        return base.LoadAsync(keys);
    }

    public override async ValueTask<IReadOnlyList<Publication>> ReadPublicationsAsync(string tenant, long afterNumber)
    {
        if (Published > 0 && PublicationsHeldBy is { } held)
        {
            PublicationsHeldBy = null;
            await held;
        }

        return await base.ReadPublicationsAsync(tenant, afterNumber);
    }

    private async Task<IReadOnlyList<CommitOutcome>> FaultyCommitAsync(IReadOnlyList<Commit> commits)
    {
        if (FailBefore > 0)
        {
            FailBefore--;
            throw new IOException("planted: the store failed before the commit");
        }

        var outcomes = await base.CommitAsync(commits);
        Commits += commits.Count;
        Published += commits.Count(commit => commit.SideRows.Any(row => row is SideRow.Publish));
        if (LoseAnswers > 0)
        {
            LoseAnswers--;
            await (BeforeFault?.Invoke() ?? Task.CompletedTask);
            throw new IOException("planted: the answer was lost");
        }

        return outcomes;
    }
}
