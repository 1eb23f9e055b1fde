using Collections.Gateways.Composition;
using Collections.Gateways.Jobs;
using Collections.Gateways.Notices;
using Collections.Gateways.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Kinds;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Runtime.Wakeups;
using Collections.Simulation.Faults;
using Collections.Simulation.Time;
using NodaTime;

namespace Collections.Simulation.Runs;

/// <summary>The node died before it answered: what it did shows on the next try.</summary>
public sealed class NodeDiedException() : Exception("The node died.");

/// <summary>
/// One server: the real engine on its own lane, clock and memory, over the store that all share. It is never stopped
/// in good order: it dies, or the world ends.
/// </summary>
#pragma warning disable CA1001 // Its engine dies with it.
internal sealed class Node
#pragma warning restore CA1001
{
    // Kept house every hour, a node renews in time; dead, it keeps others waiting for a while.
    private static readonly Duration LeaseTime = Duration.FromHours(3);

    /// <summary>So little that entities are pushed out while a world runs.</summary>
    private const long SnapshotBytesMax = 512 << 10;

    // Compiling a text takes longer than a world's day; what it says depends on nothing but its values.
    private static readonly NoticeRenderer Renderer = new();

    // In order: who learns first that the node died must not depend on addresses in memory.
    private readonly List<Action> _waiting = [];
    private readonly Lane _lane;
    private readonly LaneClock _clock;
    private readonly WakeupSweep _sweep;
    private readonly Engine _engine;
    private readonly TaskQueue _queue;

    public Node(Chaos chaos, SharedStore store, MailHost mail, string name)
    {
        _lane = chaos.Scheduler.NewLane("node");
        _clock = new LaneClock(chaos.Scheduler, _lane);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_lane);
        try
        {
            // The engine's pumps begin to wait here: they must wait on this lane.
            _engine = new Engine(new EngineSetup
            {
                Store = new FaultyStore(store.Entities, chaos, _clock),
                Log = store.Log,
                Clock = new BusinessClock(_clock),
                Kinds = new KindRegistry(ProductKinds.Registry().All.Select(chaos.Mutant.Kind)),
                Configurations = ProductKinds.Configurations(),
                Limits = new EngineLimits { ShardLeaseTime = LeaseTime, SnapshotBytesMax = SnapshotBytesMax },
                Server = name,
            });
            var vault = new PersonalDataVault(store.Personal, store.Entropy, new byte[TenantKeys.MasterLength]);
            Vault = vault;
            _engine.Register(new JobRunner(_engine));
            _engine.Register(new NoticeGateway(_engine, new NoticeDelivery(vault, mail), Renderer));
            _sweep = new WakeupSweep(_engine);
            _queue = new TaskQueue(_engine, store.Rows);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        RunOnLane(() => _engine.RecoverAsync().AsTask());
    }

    /// <summary>Seals personal values.</summary>
    public PersonalDataVault Vault { get; }

    /// <summary>The engine, for the auditor.</summary>
    public Engine Engine => _engine;

    /// <summary>Whether it runs.</summary>
    public bool IsAlive => _lane.IsAlive;

    /// <summary>Entities that met a bug.</summary>
    public IReadOnlyCollection<EntityKey> Stopped => _sweep.Stopped;

    /// <summary>Sets its clock wrong, or right.</summary>
    public void SetSkew(Duration skew) => _clock.Skew = skew;

    /// <summary>Asks; the answer comes on the caller's lane, or the news that the node died.</summary>
    public Task<Answer> AskAsync(EntityKey key, ICommand command, AskOptions options) =>
        DoAsync(engine => engine.AskAsync(key, command, options));

    /// <summary>Takes the next task off a worklist, as an agent at this server does.</summary>
    public Task<Answer?> ClaimAsync(NextTask next, AskOptions options) =>
        DoAsync(_ => _queue.ClaimAsync(next, options));

    /// <summary>
    /// Does something on this server; what comes of it comes on the caller's lane, or the news that the node died.
    /// </summary>
    public Task<T> DoAsync<T>(Func<Engine, ValueTask<T>> act)
    {
        var waiting = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!IsAlive)
        {
            waiting.SetException(new NodeDiedException());
            return waiting.Task;
        }

        Action die = () => waiting.TrySetException(new NodeDiedException());
        _waiting.Add(die);
        RunOnLane(async () =>
        {
            try
            {
                waiting.TrySetResult(await act(_engine));
            }
            // Every fault is the asker's to judge.
#pragma warning disable CA1031
            catch (Exception fault)
#pragma warning restore CA1031
            {
                waiting.TrySetException(fault);
            }

            _waiting.Remove(die);
        });
        return waiting.Task;
    }

    /// <summary>Fires what is due by its own clock.</summary>
    public void Sweep() => RunOnLane(async () => await _sweep.RunBesideCommandsAsync(_clock.Now));

    /// <summary>Takes over messages that are its business.</summary>
    public void Dispatch() => RunOnLane(() => _engine.DispatchAsync().AsTask());

    /// <summary>Renews its leases, takes over what others left, writes down how far it has come.</summary>
    public void Keep() => RunOnLane(async () =>
    {
        await _engine.RenewLeasesAsync();
        await _engine.DispatchAsync();
        await _engine.SaveDeliveryMarkAsync();
    });

    /// <summary>Reads what other nodes published.</summary>
    public void Refresh() => RunOnLane(() => _engine.Configurations.RefreshAllAsync().AsTask());

    /// <summary>Delivers parked messages again, as an operator would.</summary>
    /// <returns>The receivers that met a bug.</returns>
    public Task<IReadOnlyList<EntityKey>> ReplayAsync(IReadOnlyList<ParkedMessage> parked) =>
        DoAsync<IReadOnlyList<EntityKey>>(async engine =>
        {
            var stopped = new List<EntityKey>();
            foreach (var message in parked)
            {
                try
                {
                    await engine.ReplayParkedAsync(message);
                }
                catch (EntityStoppedException)
                {
                    // The audit finds the message still parked, and says why its receiver stopped.
                    stopped.Add(message.Message.To);
                }
            }

            return stopped;
        });

    /// <summary>Why an entity cannot be woken; null when it can.</summary>
    public Task<string?> WhyStoppedAsync(EntityKey key) => DoAsync<string?>(async engine =>
    {
        try
        {
            await engine.WakeAsync(key);
            return null;
        }
        catch (EntityStoppedException bug)
        {
            return bug.InnerException?.Message ?? bug.Message;
        }
    });

    /// <summary>Ends it between two awaits: its memory is gone, whoever waits for it learns that.</summary>
    public void Kill()
    {
        _lane.Kill();
        foreach (var die in _waiting)
        {
            die();
        }

        _waiting.Clear();
    }

    private void RunOnLane(Func<Task> act) => _lane.Run(() => _ = act());
}

/// <summary>What all nodes share: the store by its sides, and the chance that sealed values are made of.</summary>
internal sealed record SharedStore(
    IEntityStore Entities, ILogReader Log, IPersonalDataStore Personal, IRowQueries Rows, IEntropy Entropy)
{
    /// <summary>A whole store.</summary>
    public static SharedStore Of(IStore store, IEntropy entropy) => new(store, store, store, store, entropy);
}
