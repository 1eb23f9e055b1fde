using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Kinds;
using NodaTime;

namespace Collections.Simulation.Canaries;

/// <summary>A kind whose decisions are tampered with; its forms on the wire are the true ones.</summary>
internal sealed class MutantKind(EntityKind kind) : EntityKind(kind.Name, kind.Schema)
{
    /// <summary>Changes what was decided.</summary>
    public Func<object, Turn, Instant, Turn>? Turns { get; init; }

    /// <summary>What a decision sees of the state, instead of the truth.</summary>
    public Func<object, object>? Sees { get; init; }

    /// <summary>Answers a command instead of the kind; null for those it leaves alone.</summary>
    public Func<object, ICommand, Turn?>? Answers { get; init; }

    /// <summary>Whether it finds nothing where it looks beside its own state.</summary>
    public bool LooksNowhere { get; init; }

    /// <summary>Changes the instant a decision believes it is made at.</summary>
    public Func<Instant, Instant>? Times { get; init; }

    /// <summary>Changes the next wake-up.</summary>
    public Func<Instant?, Instant?>? Wakes { get; init; }

    public override IReadOnlyList<string> EventTypes => kind.EventTypes;

    public override string CommandName(ICommand command) => kind.CommandName(command);

    public override string EventName(object @event) => kind.EventName(@event);

    public override object Initial(EntityKey key) => kind.Initial(key);

    public override object ReadEvent(string name, int version, ref Utf8JsonReader data) =>
        kind.ReadEvent(name, version, ref data);

    public override object Evolve(object state, object @event, Instant at) => kind.Evolve(state, @event, at);

    public override object ReadState(ref Utf8JsonReader json) => kind.ReadState(ref json);

    internal override Turn Decide(object state, ICommand command, TurnContext context)
    {
        if (Answers?.Invoke(state, command) is { } answer)
        {
            return answer;
        }

        var blind = LooksNowhere
            ? context with { Facts = new Facts(command.Lookups.ToDictionary(lookup => lookup, Nothing)) }
            : context;
        var turn = Sees is null
            ? kind.Decide(state, command, Believed(blind))
            : Refolded(state, kind.Decide(Sees(state), command, Believed(blind)), context.At);
        return Changed(state, turn, context.At);
    }

    internal override Turn Wake(object state, TurnContext context)
    {
        var turn = Sees is null
            ? kind.Wake(state, Believed(context))
            : Refolded(state, kind.Wake(Sees(state), Believed(context)), context.At);
        return Changed(state, turn, context.At);
    }

    internal override Instant? NextWake(object state, IConfiguration configuration)
    {
        var wake = kind.NextWake(state, configuration);
        return Wakes is null ? wake : Wakes(wake);
    }

    internal override EntityRow Row(object state) => kind.Row(state);

    internal override void WriteEvent(Utf8JsonWriter writer, object @event) => kind.WriteEvent(writer, @event);

    internal override void WriteState(Utf8JsonWriter writer, object state) => kind.WriteState(writer, state);

    internal override ICommand ReadCommand(Message message) => kind.ReadCommand(message);

    /// <summary>The same events, folded onto the true state.</summary>
    private Turn Refolded(object state, Turn turn, Instant at) => new()
    {
        State = turn.Events.Aggregate(state, (folded, each) => kind.Evolve(folded, each, at)),
        Events = turn.Events,
        Messages = turn.Messages,
        SideRows = turn.SideRows,
        Rejection = turn.Rejection,
        Report = turn.Report,
    };

    private static object? Nothing(Lookup lookup) => lookup switch
    {
        Lookup.Listed => Array.Empty<Listing>(),
        _ => null,
    };

    private TurnContext Believed(TurnContext context) =>
        Times is null ? context : context with { At = Times(context.At) };

    private Turn Changed(object state, Turn turn, Instant at) => Turns is null ? turn : Turns(state, turn, at);
}
