using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Wakeups;

/// <summary>
/// Fires due wake-ups in a steady flow: many entities run side by side, so that their commits share transactions, and
/// what is due next is claimed meanwhile. An entity that is stopped or whose store failed is skipped until the next
/// start or sweep; the others go on.
/// </summary>
public sealed class WakeupSweep(Engine engine)
{
    // Wake-ups claimed at a time: several batches of the store, so that a claim costs little of each.
    private const int PageMax = 4_096;

    // Wake-ups under way at a time: enough that a batch gathers while the one before is written. More would only fill
    // the memory, and what lives long costs the collector dearly.
    private const int UnderWayMax = 512;

    // The next ones start when so many are left, not one by one.
    private const int UnderWayMin = 384;

    // Messages that wake-ups sent and nobody has taken in yet; with more, no further page is claimed before they are.
    private const int MessagesMax = 8_192;

    private readonly HashSet<Kernel.EntityKey> _stopped = [];

    /// <summary>Entities that met a bug during a wake-up.</summary>
    public IReadOnlyCollection<Kernel.EntityKey> Stopped => _stopped;

    /// <summary>
    /// Fires everything due up to an instant, and what the messages of these wake-ups make due by then. For whoever
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
            stuck.UnionWith(await ClaimAsync(next.Wake, stuck, PageMax));
        }

        return fired;
    }

    /// <summary>
    /// Fires everything due up to an instant beside commands that may never cease: waits for its own wake-ups only.
    /// </summary>
    /// <param name="upTo">The instant.</param>
    /// <param name="cancel">Ends it after the wake-ups under way; the rest stays due.</param>
    /// <returns>How many wake-ups fired.</returns>
    public ValueTask<long> RunBesideCommandsAsync(Instant upTo, CancellationToken cancel = default) =>
        RunAsync(upTo, () => Task.CompletedTask, cancel);

    private async ValueTask<long> RunAsync(Instant upTo, Func<Task> settle, CancellationToken cancel)
    {
        var fired = 0L;
        var stale = new HashSet<DueEntity>();
        var underWay = new WakesUnderWay();
        var settled = true;
        while (!cancel.IsCancellationRequested)
        {
            var (keys, woken, unanswered) = underWay.Take();
            fired += woken.Count;
            if (unanswered > 0 && woken.Count == 0)
            {
                // The store does not answer: what is due stays due for the next sweep.
                break;
            }

            var page = await ClaimAsync(upTo, stale, PageMax + keys.Count);

            // What was woken and is due still at the same instant: another server changed it, and this process has an
            // old image of it. Claiming it again and again would end nothing.
            stale.UnionWith(page.Where(woken.Contains));
            page.RemoveAll(due => keys.Contains(due.Key) || stale.Contains(due));
            if (page.Count > 0)
            {
                settled = false;
                await FireAsync(page, upTo, underWay);
                await (engine.MessagesOutstanding > MessagesMax ? settle() : Task.CompletedTask);
            }
            else if (!settled)
            {
                // What is under way may leave something due, and so may those it writes to.
                await underWay.FallToAsync(0);
                await settle();
                settled = true;
            }
            else
            {
                break;
            }
        }

        await underWay.FallToAsync(0);
        return fired + underWay.Take().Woken.Count;
    }

    /// <summary>Starts the wake-ups of a page, in its order; the last ones are under way when it returns.</summary>
    private async ValueTask FireAsync(List<DueEntity> page, Instant upTo, WakesUnderWay underWay)
    {
        foreach (var due in page)
        {
            if (underWay.Count >= UnderWayMax)
            {
                await underWay.FallToAsync(UnderWayMin);
            }

            underWay.Begin(due);
            _ = WakeAsync(due, upTo, underWay);
        }
    }

    private async ValueTask<List<DueEntity>> ClaimAsync(Instant upTo, HashSet<DueEntity> stale, int count)
    {
        // What is skipped stays due: claim that many more, so that it cannot hide the others.
        var limit = count + _stopped.Count + stale.Count;
        var due = await engine.Setup.Store.ClaimDueAsync(upTo, limit, engine.Shards);
        return [.. due.Where(d => !_stopped.Contains(d.Key) && !stale.Contains(d))];
    }

    private async Task WakeAsync(DueEntity due, Instant upTo, WakesUnderWay underWay)
    {
        var fired = true;
        try
        {
            engine.Setup.Meter?.Woken(engine.Setup.Clock.Now - due.Wake);
            await engine.WakeAsync(due, upTo);
        }
        catch (EntityStoppedException)
        {
            lock (_stopped)
            {
                _stopped.Add(due.Key);
            }
        }
        catch (StoreUnavailableException)
        {
            fired = false;
        }

        underWay.End(due, fired);
    }
}
