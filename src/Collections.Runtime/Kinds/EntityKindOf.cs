using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Kinds;

/// <summary>An <see cref="EntityKind"/> over a decider.</summary>
/// <typeparam name="TDecider">The rules.</typeparam>
/// <typeparam name="TState">Their state.</typeparam>
/// <typeparam name="TCommand">Their commands.</typeparam>
/// <typeparam name="TEvent">Their events.</typeparam>
/// <typeparam name="TConfiguration">Their configuration.</typeparam>
public sealed class EntityKind<TDecider, TState, TCommand, TEvent, TConfiguration> : EntityKind
    where TDecider : IDecider<TState, TCommand, TEvent, TConfiguration>
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TConfiguration : IConfiguration
{
    private readonly EventNames _events;
    private readonly CommandNames _commands;
    private readonly JsonTypeInfo<TState> _state;

    // The decider's functions as delegates: a call through the type parameter looks the method up at every call.
    private readonly Func<TState, TCommand, DecisionContext<TConfiguration>, Decision<TEvent>> _decide =
        TDecider.Decide;
    private readonly Func<TState, DecisionContext<TConfiguration>, Decision<TEvent>> _wake = TDecider.Wake;
    private readonly Func<TState, TEvent, Instant, TState> _evolve = TDecider.Evolve;
    private readonly Func<TState, TConfiguration, Instant?> _nextWake = TDecider.NextWake;
    private readonly Func<TState, TEvent, TConfiguration, IReadOnlyList<Message>> _react = TDecider.React;
    private readonly Func<TState, EntityRow> _row = TDecider.Row;

    /// <summary>A kind.</summary>
    /// <param name="name">Its name in entity keys.</param>
    /// <param name="schema">Number of the snapshot's shape.</param>
    /// <param name="json">Source-generated metadata of state, events and message commands.</param>
    public EntityKind(string name, int schema, JsonSerializerContext json)
        : base(name, schema)
    {
        _events = new EventNames(typeof(TEvent), json, name);
        _commands = new CommandNames(typeof(TCommand), json);
        _state = (JsonTypeInfo<TState>)(json.GetTypeInfo(typeof(TState))
            ?? throw Invariant.Unreachable($"{typeof(TState)} is in the JSON context of kind '{name}'."));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> EventTypes => _events.All;

    /// <inheritdoc/>
    public override string CommandName(ICommand command) => _commands.NameOf(command);

    /// <inheritdoc/>
    public override string EventName(object @event) => _events.Of(@event).Name;

    /// <inheritdoc/>
    public override object Initial(EntityKey key) => TDecider.Initial(key);

    /// <inheritdoc/>
    public override object ReadEvent(string name, int version, ref Utf8JsonReader data) =>
        _events.Read(name, version, ref data);

    /// <inheritdoc/>
    public override object Evolve(object state, object @event, Instant at) =>
        _evolve((TState)state, (TEvent)@event, at);

    /// <inheritdoc/>
    public override object ReadState(ref Utf8JsonReader json) => StateConverter.Read(
        ref json, typeof(TState), _state.Options) ?? throw Invariant.Unreachable("A snapshot holds a state.");

    internal override Turn Decide(object state, ICommand command, TurnContext context)
    {
        Invariant.Require(command is TCommand, $"A {command.GetType().Name} goes to its own kind, not to '{Name}'.");
        return CarryThrough((TState)state, _decide((TState)state, (TCommand)command, Typed(context)), context);
    }

    internal override Turn Wake(object state, TurnContext context) =>
        CarryThrough((TState)state, _wake((TState)state, Typed(context)), context);

    internal override Instant? NextWake(object state, IConfiguration configuration) =>
        _nextWake((TState)state, (TConfiguration)configuration);

    internal override EntityRow Row(object state) => _row((TState)state);

    internal override void WriteEvent(Utf8JsonWriter writer, object @event) => _events.Write(writer, @event);

    internal override void WriteState(Utf8JsonWriter writer, object state) =>
        StateConverter.Write(writer, (TState)state, _state.Options);

    internal override ICommand ReadCommand(Message message) => _commands.Read(message);

    // Called directly: the serializer would look for the state's end first, and set up a stack that is not needed.
    private JsonConverter<TState> StateConverter => (JsonConverter<TState>)_state.Converter;

    private Turn CarryThrough(TState before, Decision<TEvent> decision, TurnContext context)
    {
        if (decision.Rejection is { } rejection)
        {
            return new Turn { State = before, Events = [], Rejection = rejection, Report = decision.Report };
        }

        Invariant.Require(
            decision.Events.Count <= Decision<TEvent>.EventsMax, "A decision stays under its event limit.");
        var after = decision.After as TState ?? Folded(before, decision.Events, context.At);
        return new Turn
        {
            State = after,
            Events = decision.Events,
            Messages = Reactions(after, decision.Events, (TConfiguration)context.Configuration),
            SideRows = decision.SideRows,
            Report = decision.Report,
        };
    }

    private TState Folded(TState before, IReadOnlyList<TEvent> events, Instant at)
    {
        foreach (var happened in events)
        {
            before = _evolve(before, happened, at);
        }

        return before;
    }

    private Message[] Reactions(TState after, IReadOnlyList<TEvent> events, TConfiguration configuration)
    {
        List<Message>? messages = null;
        foreach (var happened in events)
        {
            var reaction = _react(after, happened, configuration);
            if (reaction.Count > 0)
            {
                (messages ??= []).AddRange(reaction);
            }
        }

        return messages?.ToArray() ?? [];
    }

    private static DecisionContext<TConfiguration> Typed(TurnContext context) => new(
        context.Key,
        context.Version,
        context.At,
        context.Principal,
        (TConfiguration)context.Configuration,
        context.Facts);
}
