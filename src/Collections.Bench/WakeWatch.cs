using System.Collections.Concurrent;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Bench;

/// <summary>
/// Passes everything on to the store and sees, for entities that were due at known instants, when what woke them is
/// durable. It relies on nothing the engine says of itself.
/// </summary>
internal sealed class WakeWatch(IEntityStore inner, TimeProvider time) : ForwardingStore(inner)
{
    private readonly ConcurrentDictionary<EntityKey, Instant> _due = new();
    private readonly ConcurrentQueue<double> _lags = new();

    /// <summary>Due entities that have not been woken.</summary>
    public int Waiting => _due.Count;

    /// <summary>Some of these.</summary>
    public IEnumerable<EntityKey> Left => _due.Keys.Take(3);

    /// <summary>Milliseconds from due to durable.</summary>
    public IReadOnlyCollection<double> Lags => _lags;

    public void Expect(IEnumerable<DueEntity> due)
    {
        foreach (var each in due)
        {
            _due[each.Key] = each.Wake;
        }
    }

    public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        var outcomes = await base.CommitAsync(commits);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        for (var i = 0; i < commits.Count; i++)
        {
            // Before the instant a command may take the wake-up away (what is paid is not due any more): nothing is
            // late then.
            if (outcomes[i].Result == CommitResult.Committed
                && _due.TryGetValue(commits[i].Key, out var due)
                && commits[i].Wake != due
                && _due.TryRemove(commits[i].Key, out _)
                && now >= due)
            {
                _lags.Enqueue((now - due).TotalMilliseconds);
            }
        }

        return outcomes;
    }
}
