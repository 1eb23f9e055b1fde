using Collections.Kernel;
using Collections.Runtime.Clock;
using Collections.Runtime.Configuration;
using Collections.Runtime.Kinds;
using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Runtime.Tests.Doubles;

/// <summary>An engine over tallies on a virtual clock, with everything a test needs at hand.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);

    public Bench(InMemoryStore? store = null, int schema = 1, EngineLimits? limits = null)
        : this(store ?? new InMemoryStore(), new VirtualClock(Start), new Settings(Schema: schema, Limits: limits))
    {
    }

    /// <summary>One of several servers over a store, all on one clock.</summary>
    public Bench(InMemoryStore store, VirtualClock clock, string server, TimeProvider? recording = null)
        : this(store, clock, new Settings(server, Recording: recording))
    {
    }

    private Bench(InMemoryStore store, VirtualClock clock, Settings settings)
    {
        Clock = clock;
        Memory = store;
        Store = new FaultyStore(Memory);
        Kind = new EntityKind<TallyDecider, Tally, TallyCommand, TallyEvent, TallyConfiguration>(
            TallyDecider.Kind, settings.Schema, TallyJson.Default);
        Engine = new Engine(new EngineSetup
        {
            Store = Store,
            Log = Memory,
            Clock = new BusinessClock(Clock),
            Kinds = new KindRegistry(Kind),
            Configurations = new ConfigurationSource<TallyConfiguration, TallyFold>(),
            Server = settings.Server,
            Recording = settings.Recording,
            Limits = settings.Limits ?? new EngineLimits(),
        });
    }

    public InMemoryStore Memory { get; }

    public FaultyStore Store { get; }

    public EntityKind Kind { get; }

    public VirtualClock Clock { get; }

    public Engine Engine { get; }

    public static EntityKey Key(string id) => new("t", TallyDecider.Kind, id);

    public ValueTask<Answer> Ask(string id, TallyCommand command, AskOptions? options = null) =>
        Engine.AskAsync(Key(id), command, options);

    public async ValueTask<Tally> Read(string id) => (Tally)(await Engine.ReadAsync(Key(id)))!.Value.State;

    public async ValueTask<List<SequencedRecord>> Log(string id) =>
        [.. await Memory.ReadHistoryAsync(Key(id), 0, 1_000)];

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private sealed record Settings(
        string Server = "server", int Schema = 1, EngineLimits? Limits = null, TimeProvider? Recording = null);
}
