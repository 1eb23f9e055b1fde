using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Wakeups;

/// <summary>
/// Fires due wake-ups in batches: the entities of a batch run side by side, so that their commits share transactions.
/// An entity that is stopped or whose store failed is skipped until the next start or sweep; the others go on.
/// </summary>
public sealed class WakeupSweep(Engine engine)
{
    // A batch ends when its last wake-up is durable, and then the store idles: batches are long.
    private const int BatchMax = 8_192;

    private readonly HashSet<Kernel.EntityKey> _stopped = [];

    /// <summary>Entities that met a bug during a wake-up.</summary>
    public IReadOnlyCollection<Kernel.EntityKey> Stopped => _stopped;

    /// <summary>
    /// Fires everything due up to an instant; messages are delivered before the next batch is claimed. For whoever
    /// moves the clock and sends no commands meanwhile.
    /// </summary>
    /// <returns>How many wake-ups fired.</returns>
    public ValueTask<long> RunAsync(Instant upTo) => RunAsync(upTo, engine.SettleAsync, CancellationToken.None);

    /// <summary>
    /// Fires everything due up to an instant, one instant after the other: the clock is moved there first, and what the
    /// wake-ups ask of others is done before the next one. However many days are passed, each day finds the same as it
    /// would have found on its own.
    /// </summary>
    /// <param name="upTo">The instant.</param>
    /// <param name="moveTo">Moves the business clock; instants never fall.</param>
    /// <returns>How many wake-ups fired.</returns>
    public async ValueTask<long> RunInOrderAsync(Instant upTo, Func<Instant, ValueTask> moveTo)
    {
        var fired = 0L;
        var stuck = new HashSet<DueEntity>();
        while ((await ClaimAsync(upTo, stuck, 1)).FirstOrDefault() is { Key.Id: not null } next)
        {
            await moveTo(next.Wake);
            fired += await RunAsync(next.Wake);

            // What is due still cannot be woken now: claiming it again would end nothing.
            stuck.UnionWith(await ClaimAsync(next.Wake, stuck, BatchMax));
        }

        return fired;
    }

    /// <summary>
    /// Fires everything due up to an instant beside commands that may never cease: waits for its own wake-ups only.
    /// </summary>
    /// <param name="upTo">The instant.</param>
    /// <param name="cancel">Ends it after the batch under way; the rest stays due.</param>
    /// <returns>How many wake-ups fired.</returns>
    public ValueTask<long> RunBesideCommandsAsync(Instant upTo, CancellationToken cancel = default) =>
        RunAsync(upTo, () => Task.CompletedTask, cancel);

    private async ValueTask<long> RunAsync(Instant upTo, Func<Task> afterBatch, CancellationToken cancel)
    {
        var fired = 0L;
        var stale = new HashSet<DueEntity>();
        var last = new HashSet<DueEntity>();
        while (!cancel.IsCancellationRequested)
        {
            var batch = await ClaimAsync(upTo, stale, BatchMax);

            // What was woken and is due still at the same instant: another server changed it, and this process has an
            // old image of it. Claiming it again and again would end nothing.
            stale.UnionWith(batch.Where(last.Contains));
            batch.RemoveAll(stale.Contains);
            if (batch.Count == 0)
            {
                return fired;
            }

            var woken = await Task.WhenAll(batch.Select(due => WakeAsync(due, upTo)));
            await afterBatch();
            last = [.. batch.Where((_, i) => woken[i])];
            var done = woken.Count(each => each);
            if (done == 0)
            {
                // The store does not answer: what is due stays due for the next sweep.
                return fired;
            }

            fired += done;
        }

        return fired;
    }

    private async ValueTask<List<DueEntity>> ClaimAsync(Instant upTo, HashSet<DueEntity> stale, int count)
    {
        // What is skipped stays due: claim that many more, so that it cannot hide the others.
        var limit = count + _stopped.Count + stale.Count;
        var due = await engine.Setup.Store.ClaimDueAsync(upTo, limit, engine.Shards);
        return [.. due.Where(d => !_stopped.Contains(d.Key) && !stale.Contains(d))];
    }

    /// <summary>Wakes one entity; false when its store did not answer, so that it is still due.</summary>
    private async Task<bool> WakeAsync(DueEntity due, Instant upTo)
    {
        try
        {
            engine.Setup.Meter?.Woken(engine.Setup.Clock.Now - due.Wake);
            await engine.WakeAsync(due, upTo);
            return true;
        }
        catch (EntityStoppedException)
        {
            lock (_stopped)
            {
                _stopped.Add(due.Key);
            }

            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
