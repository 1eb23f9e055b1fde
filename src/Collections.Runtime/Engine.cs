using System.Collections.Concurrent;
using Collections.Kernel;
using Collections.Runtime.Configuration;
using Collections.Runtime.Directory;
using Collections.Runtime.Messages;
using Collections.Runtime.Ports;
using Collections.Runtime.Sharing;
using Collections.Runtime.Turns;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Runtime;

/// <summary>
/// Runs entities: load, decide, commit, dispatch; wakes them in time. It knows no business rule and starts no thread:
/// all of it
/// runs on the caller's context, so that a simulation can drive it deterministically.
/// </summary>
public sealed class Engine : IAsyncDisposable
{
    private readonly EngineSetup _setup;
    private readonly EntityTurns _turns;
    private readonly EntityDirectory _directory;
    private readonly PostOffice _postOffice;
    private readonly WorkCounter _work = new();
    private readonly ConcurrentDictionary<(string Tenant, string Scope), byte> _inFlight = new();
    private readonly Dictionary<string, IMessageHandler> _handlers = new(StringComparer.Ordinal);

    private readonly ShardHolding _holding;
    private readonly SharedDelivery? _shared;

    /// <summary>
    /// An engine over a store. It serves at once; see <see cref="RecoverAsync"/> for what a crash left behind.
    /// </summary>
    public Engine(EngineSetup setup)
    {
        _setup = setup;
        Configurations = new ConfigurationCatalog(setup.Store, setup.Configurations);
        _holding = new ShardHolding(setup);
        _postOffice = new PostOffice(setup, _work, _holding, DeliverAsync);
        _shared = _holding.IsShared ? new SharedDelivery(setup, _holding, _postOffice) : null;
        _turns = new EntityTurns(setup, Configurations, (IPostOffice?)_shared ?? _postOffice, _holding);
        _directory = new EntityDirectory(_turns, setup.Limits.EntitiesCachedMax);
    }

    /// <summary>The configurations in force.</summary>
    public ConfigurationCatalog Configurations { get; }

    /// <summary>What the engine was built from.</summary>
    public EngineSetup Setup => _setup;

    /// <summary>Entities in memory right now.</summary>
    public int EntitiesCached => _directory.Count;

    /// <summary>Commands and messages under way right now.</summary>
    public int WorkUnderWay => _work.Count;

    /// <summary>Messages that are durable and not yet delivered or parked.</summary>
    public int MessagesOutstanding => _postOffice.Outstanding;

    /// <summary>Registers a receiver that is no entity. Before the first message, once per kind.</summary>
    public void Register(IMessageHandler handler)
    {
        Invariant.Require(_setup.Kinds.OrNull(handler.Kind) is null, "A handler's kind is no entity kind.");
        _handlers.Add(handler.Kind, handler);
    }

    /// <summary>
    /// Asks an entity to carry out a command; the answer comes when everything is durable.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer; the outcome shows on the next
    /// try.</exception>
    /// <exception cref="EntityStoppedException">The entity met a bug before and is stopped.</exception>
    public ValueTask<Answer> AskAsync(EntityKey key, ICommand command, AskOptions? options = null) =>
        PostAsync(key, command, options ?? AskOptions.Default);

    /// <summary>Brings an entity up to now (or the given instant): what fell due happens.</summary>
    public ValueTask<Answer> WakeAsync(EntityKey key, Instant? at = null) =>
        PostAsync(key, null, new AskOptions { At = at });

    /// <summary>Brings an entity up to now (or the given instant) that the store says is due.</summary>
    /// <param name="due">The entity.</param>
    /// <param name="at">The instant; null for now.</param>
    /// <param name="stored">The entity as it is stored; null when it must be loaded.</param>
    internal ValueTask<Answer> WakeAsync(DueEntity due, Instant? at = null, StoredEntity? stored = null) =>
        PostAsync(due.Key, null, new AskOptions { At = at, Due = due.Wake, Stored = stored });

    /// <summary>An entity's state as it is durable, not brought up to now; null when it was never touched.</summary>
    public async ValueTask<(object State, long Version)?> ReadAsync(EntityKey key)
    {
        var image = await _turns.LoadAsync(key);

        // Loads are answered one after the other: what the caller does now must not keep those behind him waiting.
        await Task.Yield();
        return image.Version == 0 ? null : (image.State, image.Version);
    }

    /// <summary>Whether several servers may share the store.</summary>
    public bool IsShared => _holding.IsShared;

    /// <summary>How many servers shared the store when this one last looked; 1 for itself alone.</summary>
    public int Servers => _holding.Servers;

    /// <summary>
    /// The shards whose wake-ups are this engine's business; null for all, when the store is its own.
    /// </summary>
    public IReadOnlyList<int>? Shards => _holding.Working;

    /// <summary>From when on something is likely to be due.</summary>
    internal DueHorizon Due => _turns.Due;

    /// <summary>
    /// Completes when no command is under way and every message is delivered or parked; of a shared store, every
    /// message that is this engine's business.
    /// </summary>
    public async Task SettleAsync()
    {
        await _work.IdleAsync();
        while (_shared is not null && await _shared.DispatchAsync())
        {
            await _work.IdleAsync();
        }
    }

    /// <summary>
    /// Takes over messages that any server wrote and this one is to deliver. Nothing to do when the store is its own:
    /// then messages are taken over as they become durable.
    /// </summary>
    /// <returns>Whether there may be more in a moment.</returns>
    public ValueTask<bool> DispatchAsync() => _shared?.DispatchAsync() ?? ValueTask.FromResult(false);

    /// <summary>
    /// Completes when messages were written here that wait for <see cref="DispatchAsync"/>; never, when the store is
    /// its own.
    /// </summary>
    public Task WrittenAsync() => _shared?.WrittenAsync() ?? new TaskCompletionSource().Task;

    /// <summary>Renews what this engine holds of a shared store, and takes over what others left.</summary>
    public ValueTask RenewLeasesAsync() => _holding.RenewAsync();

    /// <summary>
    /// Fires everything due up to an instant, one wake-up at a time in (due, key) order, each followed by the delivery
    /// of all messages. <paramref name="moveTo"/> is called before each with its due instant: a virtual clock moves
    /// there.
    /// </summary>
    /// <returns>How many wake-ups fired.</returns>
    public async ValueTask<int> RunDueAsync(Instant upTo, Action<Instant> moveTo)
    {
        var fired = 0;
        while (await _setup.Store.ClaimDueAsync(upTo, 1, Shards) is [var due])
        {
            moveTo(due.Wake);
            await WakeAsync(due);
            await SettleAsync();
            fired++;
        }

        return fired;
    }

    /// <summary>
    /// Delivers what a crash left behind: every message above the delivery mark; receivers drop what they had.
    /// </summary>
    public async ValueTask RecoverAsync()
    {
        await _holding.RenewAsync();
        if (_shared is not null)
        {
            await _shared.DispatchAsync();
            return;
        }

        var mark = (await OwnLeaseAsync()).DeliveredUpTo;
        _postOffice.StartAfter(mark);
        while (true)
        {
            var page = await _setup.Store.ReadUndeliveredAsync([new(0, mark)], _setup.Limits.DueBatchMax);
            foreach (var record in page.Records)
            {
                for (var i = 0; i < record.Record.Messages.Count; i++)
                {
                    var id = new MessageId(record.Key, record.Record.Version, i);
                    _postOffice.Post(id, record.Record.Messages[i], record.Sequence);
                }
            }

            if (page.Records.Count < _setup.Limits.DueBatchMax)
            {
                return;
            }

            mark = Math.Max(mark, page.UpTo);
        }
    }

    /// <summary>Writes down how far messages were handed over, so that the next start repeats little.</summary>
    public async ValueTask SaveDeliveryMarkAsync()
    {
        if (_shared is not null)
        {
            await _shared.SaveAsync();
            return;
        }

        var upTo = _postOffice.HandedOverUpTo;
        await _setup.Store.MoveMarksAsync([await OwnLeaseAsync() with { DeliveredUpTo = upTo }]);
    }

    /// <summary>Delivers a parked message again; it leaves the list when the delivery succeeds.</summary>
    public async ValueTask ReplayParkedAsync(ParkedMessage parked)
    {
        await DeliverAsync(parked.Id, parked.Message);
        await _setup.Store.UnparkAsync(parked.Id);
    }

    /// <summary>Finishes what is under way, then stops. The store stays open; it belongs to the caller.</summary>
    public async ValueTask DisposeAsync()
    {
        await SettleAsync();
        await StopAsync();
    }

    /// <summary>
    /// Stops although messages may be under way (their gateway may be down for hours): they lie above the delivery
    /// mark, and the next start delivers them.
    /// </summary>
    public async ValueTask StopAsync()
    {
        await SaveDeliveryMarkAsync();
        if (_shared is not null)
        {
            await _setup.Store.ReleaseAsync(_setup.Server);
        }

        await _turns.StopAsync();
    }

    /// <summary>The only shard of a store of one process.</summary>
    private async ValueTask<ShardLease> OwnLeaseAsync() =>
        (await _setup.Store.LeaseAsync(_setup.Server, _setup.Limits.ShardLeaseTime)).Held[0];

    private async ValueTask<Answer> PostAsync(EntityKey key, ICommand? command, AskOptions options)
    {
        var claim = options.Idempotency is { } request ? (key.Tenant, request.Scope) : default;
        if (claim.Scope is not null && !_inFlight.TryAdd(claim, 0))
        {
            return new Answer(Outcome.Rejected, 0, null)
            {
                Rejection = Rejection.Conflict(
                    "request_in_progress", "A request with this Idempotency-Key is under way."),
            };
        }

        _work.Begin();
        var asking = _setup.Meter?.Ask(key, command, options.Message is not null) ?? default;
        Answer? answer = null;
        try
        {
            var envelope = new Envelope(command, options);
            _directory.Post(key, envelope);
            answer = await envelope.Answer;
            return answer;
        }
        finally
        {
            _setup.Meter?.Answered(asking, answer?.Outcome);
            if (claim.Scope is not null)
            {
                _inFlight.TryRemove(claim, out _);
            }

            _work.End();
        }
    }

    private async ValueTask DeliverAsync(MessageId id, Message message)
    {
        if (_handlers.TryGetValue(message.To.Kind, out var handler))
        {
            await handler.HandleAsync(id, message);
        }
        else
        {
            var command = _setup.Kinds.Of(message.To.Kind).ReadCommand(message);
            var sender = new Principal(id.Sender.ToString(), "system");
            (await AskAsync(message.To, command, new AskOptions { Principal = sender, Message = id })).Decided();
        }

        _setup.Meter?.Delivered(message.To.Kind);
    }
}
