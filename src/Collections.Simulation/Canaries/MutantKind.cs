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

    public override object ReadState(ReadOnlySpan<byte> json) => kind.ReadState(json);

    internal override Turn Decide(object state, ICommand command, TurnContext context) =>
        Changed(state, kind.Decide(state, command, Believed(context)), context.At);

    internal override Turn Wake(object state, TurnContext context) =>
        Changed(state, kind.Wake(state, Believed(context)), context.At);

    internal override Instant? NextWake(object state, IConfiguration configuration)
    {
        var wake = kind.NextWake(state, configuration);
        return Wakes is null ? wake : Wakes(wake);
    }

    internal override EntityRow Row(object state) => kind.Row(state);

    internal override void WriteEvent(Utf8JsonWriter writer, object @event) => kind.WriteEvent(writer, @event);

    internal override void WriteState(Utf8JsonWriter writer, object state) => kind.WriteState(writer, state);

    internal override ICommand ReadCommand(Message message) => kind.ReadCommand(message);

    private TurnContext Believed(TurnContext context) =>
        Times is null ? context : context with { At = Times(context.At) };

    private Turn Changed(object state, Turn turn, Instant at) => Turns is null ? turn : Turns(state, turn, at);
}
