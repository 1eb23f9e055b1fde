using NodaTime;

namespace Collections.Kernel;

/// <summary>
/// A command to an entity. Its type is a stable name in the audit log and, for messages, on the wire.
/// </summary>
public interface ICommand
{
    /// <summary>The facts from outside the entity that the decision needs; none for most commands.</summary>
    IReadOnlyList<Lookup> Lookups => [];

    /// <summary>
    /// Those of <see cref="Lookups"/> that look elsewhere than in the entity's own archive: all that an entity needs
    /// that archived nothing, as most have.
    /// </summary>
    IReadOnlyList<Lookup> LookupsBesidesArchive => [.. Lookups.Where(lookup => lookup is not Lookup.Archived)];
}

/// <summary>
/// The rules of one kind of entity: pure functions without clock, I/O, async, logging or chance. The engine is the
/// only caller; whatever it runs on (one process, many servers, a cluster), the rules cannot tell.
/// </summary>
/// <typeparam name="TState">The state; immutable.</typeparam>
/// <typeparam name="TCommand">The closed command hierarchy.</typeparam>
/// <typeparam name="TEvent">The closed event hierarchy; each case carries <see cref="EventTypeAttribute"/>.</typeparam>
/// <typeparam name="TConfiguration">The tenant's configuration.</typeparam>
public interface IDecider<TState, TCommand, TEvent, TConfiguration>
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TConfiguration : IConfiguration
{
    /// <summary>The state of an entity that nothing has happened to.</summary>
    static abstract TState Initial(EntityKey key);

    /// <summary>Events or a refusal. Never throws for a refusal; the same input gives the same answer.</summary>
    static abstract Decision<TEvent> Decide(TState state, TCommand command, DecisionContext<TConfiguration> context);

    /// <summary>
    /// Time alone may have changed something: everything that falls due at the context's instant. With
    /// <see cref="NextWake"/> it obeys one law: after Wake(t), NextWake is later than t, or null.
    /// </summary>
    static abstract Decision<TEvent> Wake(TState state, DecisionContext<TConfiguration> context);

    /// <summary>
    /// The state after an event. Total over every event of every version ever written; an unknown one is a bug.
    /// </summary>
    /// <param name="state">The state before.</param>
    /// <param name="event">What happened.</param>
    /// <param name="at">When it happened (the record's instant).</param>
    static abstract TState Evolve(TState state, TEvent @event, Instant at);

    /// <summary>
    /// The exact next instant at which time alone changes something under this configuration; null for never.
    /// </summary>
    static abstract Instant? NextWake(TState state, TConfiguration configuration);

    /// <summary>
    /// What others should now do. <paramref name="state"/> is the state after all events of the decision.
    /// </summary>
    static abstract IReadOnlyList<Message> React(TState state, TEvent @event, TConfiguration configuration);

    /// <summary>The queryable projection.</summary>
    static abstract EntityRow Row(TState state);
}

/// <summary>The stable public name and version of an event; never reused for another meaning.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventTypeAttribute(string name, int version = 1) : Attribute
{
    /// <summary>
    /// For example <c>bill.issued</c>. A leading <c>*</c> stands for the kind, where kinds share an event.
    /// </summary>
    public string Name { get; } = name;

    /// <summary>From 1; a new meaning is a new version with an upcaster beside it.</summary>
    public int Version { get; } = version;
}

/// <summary>The stable name of a command in the audit log and in messages, e.g. <c>addBill</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CommandTypeAttribute(string name) : Attribute
{
    /// <summary>The name, camelCase.</summary>
    public string Name { get; } = name;
}
