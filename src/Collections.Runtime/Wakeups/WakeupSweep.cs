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
    // Wake-ups claimed at a time, each with its entity: several batches of the store, so that a claim costs little of
    // each; with more, the memory of what waits would cost the collector dearly.
    private const int PageMax = 1_024;

    // Wake-ups under way at a time: enough that a batch gathers while the one before is written. More would only fill
    // the memory, and what lives long costs the collector dearly.
    private const int UnderWayMax = 768;

    // The next ones start when so many are left, not one by one.
    private const int UnderWayMin = 576;

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
            var left = await ClaimAsync(next.Wake, stuck, PageMax);
            if (left.Count > 0)
            {
                // Another server may have written it meanwhile.
                fired += await RunAsync(next.Wake);
                left = await ClaimAsync(next.Wake, stuck, PageMax);
            }

            // What is due still cannot be woken now: claiming it again would end nothing.
            stuck.UnionWith(left);
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
        var stale = new HashSet<DueEntity>();
        var underWay = new WakesUnderWay();
        var goesOn = true;
        for (var passes = 0; goesOn && !cancel.IsCancellationRequested; passes++)
        {
            var before = underWay.Ended;
            var look = engine.Due.Begin();
            var found = await LookAsync(look, upTo, passes == 0, new Pass(stale, underWay, settle, cancel));

            // What is under way may leave something due, and so may those it writes to.
            await underWay.FallToAsync(0);
            if (found.WokeAll && underWay.Ended.Unanswered == before.Unanswered)
            {
                engine.Due.End(look, upTo);
            }

            goesOn = found.Any && !underWay.OnlyFailedSince(before);
            await (goesOn ? settle() : Task.CompletedTask);
        }

        return underWay.Ended.Fired;
    }

    /// <summary>
    /// Wakes what is due from the horizon on. What lies before it is seldom: what another server wrote, or had when
    /// its shards were taken over. It is found by a sweep's first look: the store looks for it meanwhile, and it is
    /// woken as soon as it is there.
    /// </summary>
    private async ValueTask<Found> LookAsync(DueHorizon.Look look, Instant upTo, bool isFirst, Pass pass)
    {
        if (!isFirst || look.Before is not { } last)
        {
            return await WakeAllAsync(PageAsync(upTo, look.After), upTo, pass, NothingBetween);
        }

        var end = Instant.Min(last, upTo);
        var before = PageAsync(end, DueEntity.First);
        var earlier = (Found?)null;
        try
        {
            var found = await WakeAllAsync(PageAsync(upTo, look.After), upTo, pass, async () =>
            {
                if (earlier is null && before.IsCompleted)
                {
                    earlier = await WakeAllAsync(before, end, pass, NothingBetween);
                }
            });
            return found.And(earlier ?? await WakeAllAsync(before, end, pass, NothingBetween));
        }
        finally
        {
            await EndedAsync(before);
        }
    }

    private static Task NothingBetween() => Task.CompletedTask;

    /// <summary>
    /// Wakes what is due, in its order, from the first to the last. It found nothing when nothing was due, or when the
    /// store does not answer: what is due stays due for the next sweep.
    /// </summary>
    private async ValueTask<Found> WakeAllAsync(
        Task<IReadOnlyList<Waking>> first, Instant upTo, Pass pass, Func<Task> between)
    {
        var before = pass.UnderWay.Ended;
        var (any, skipped) = (false, 0);
        var next = first;
        try
        {
            while (!pass.Cancel.IsCancellationRequested && await next is { Count: > 0 } page)
            {
                // The next page comes while this one is woken. A short one need not be the last: somebody may have
                // brought up one of its entities between the claim and the load.
                next = PageAsync(upTo, page[^1].Due);

                // What was woken in the pass before and is due still at the same instant: another server changed it,
                // and this process has an old image of it. Waking it again and again would end nothing.
                pass.Stale.UnionWith(page.Select(each => each.Due).Where(pass.Woken.Contains));
                foreach (var waking in page.Where(each => !_stopped.Contains(each.Due.Key)))
                {
                    if (pass.Stale.Contains(waking.Due))
                    {
                        skipped++;
                        continue;
                    }

                    any = true;
                    await FireAsync(waking, upTo, pass.UnderWay);
                }

                if (pass.UnderWay.OnlyFailedSince(before))
                {
                    return new Found(Any: false, WokeAll: false);
                }

                await between();
                await (engine.MessagesOutstanding > MessagesMax ? pass.Settle() : Task.CompletedTask);
            }
        }
        finally
        {
            await EndedAsync(next);
        }

        return new Found(any, skipped == 0 && !pass.Cancel.IsCancellationRequested);
    }

    /// <summary>Whatever ended a pass, nothing is left asking the store behind its back.</summary>
    private static async Task EndedAsync(Task asked) =>
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Starts a wake-up as soon as few enough are under way.</summary>
    private async ValueTask FireAsync(Waking waking, Instant upTo, WakesUnderWay underWay)
    {
        if (underWay.Count >= UnderWayMax)
        {
            await underWay.FallToAsync(UnderWayMin);
        }

        underWay.Begin();
        _ = WakeAsync(waking, upTo, underWay);
    }

    /// <summary>
    /// The next ones that are due. A store that cannot load them together may still load one after the other: then each
    /// does so itself, and only those that fail stay due.
    /// </summary>
    private async Task<IReadOnlyList<Waking>> PageAsync(Instant upTo, DueEntity after)
    {
        var store = engine.Setup.Store;
        try
        {
            var loaded = await store.LoadDueAsync(upTo, PageMax, engine.Shards, after);
            return [.. loaded.Select(each => new Waking(new DueEntity(each.Key, each.Wake ?? upTo), each))];
        }
        // Whatever the store threw, it did not load.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            var due = await store.ClaimDueAsync(upTo, PageMax, engine.Shards, after);
            return [.. due.Select(each => new Waking(each, null))];
        }
    }

    private async ValueTask<List<DueEntity>> ClaimAsync(Instant upTo, HashSet<DueEntity> stale, int count)
    {
        // What is skipped stays due: claim that many more, so that it cannot hide the others.
        var limit = count + _stopped.Count + stale.Count;
        var due = await engine.Setup.Store.ClaimDueAsync(upTo, limit, engine.Shards);
        return [.. due.Where(d => !_stopped.Contains(d.Key) && !stale.Contains(d))];
    }

    private async Task WakeAsync(Waking waking, Instant upTo, WakesUnderWay underWay)
    {
        var due = waking.Due;
        var fired = true;
        try
        {
            engine.Setup.Meter?.Woken(engine.Setup.Clock.Now - due.Wake);
            await engine.WakeAsync(due, upTo, waking.Stored);
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

    /// <summary>An entity to be woken, as it is stored; null when it must be loaded.</summary>
    private readonly record struct Waking(DueEntity Due, StoredEntity? Stored);

    /// <summary>What a look found: anything at all, and whether all of it was woken.</summary>
    private readonly record struct Found(bool Any, bool WokeAll)
    {
        public Found And(Found other) => new(Any || other.Any, WokeAll && other.WokeAll);
    }

    /// <summary>What a pass knows of the sweep that it belongs to.</summary>
    private sealed record Pass(
        HashSet<DueEntity> Stale, WakesUnderWay UnderWay, Func<Task> Settle, CancellationToken Cancel)
    {
        /// <summary>What was woken in the pass before.</summary>
        public HashSet<DueEntity> Woken { get; } = UnderWay.TakeWoken();
    }
}
