using System.Text.Json;
using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Kinds;

/// <summary>
/// A kind of entity as the engine sees it: its decider with the types erased, its names on the wire, its snapshot form.
/// </summary>
public abstract class EntityKind
{
    private protected EntityKind(string name, int schema)
    {
        Name = name;
        Schema = schema;
    }

    /// <summary>The kind's name in entity keys.</summary>
    public string Name { get; }

    /// <summary>Number of the snapshot's shape; a stored snapshot of another number is rebuilt from the log.</summary>
    public int Schema { get; }

    /// <summary>Public names of the kind's events, <c>name@version</c>, ordinal order.</summary>
    public abstract IReadOnlyList<string> EventTypes { get; }

    /// <summary>The name of a command in the audit log.</summary>
    public abstract string CommandName(ICommand command);

    /// <summary>The public name of an event.</summary>
    public abstract string EventName(object @event);

    /// <summary>The state of an entity that nothing has happened to.</summary>
    public abstract object Initial(EntityKey key);

    /// <summary>Decodes an event by name and version; an unknown one is a bug.</summary>
    public abstract object ReadEvent(string name, int version, ref Utf8JsonReader data);

    /// <summary>The state after one event.</summary>
    public abstract object Evolve(object state, object @event, Instant at);

    /// <summary>Decodes a snapshot's state. It may keep parts of the document as they stand.</summary>
    /// <param name="json">At the state's first token; afterwards at its last.</param>
    public abstract object ReadState(ref Utf8JsonReader json);

    internal abstract Turn Decide(object state, ICommand command, TurnContext context);

    internal abstract Turn Wake(object state, TurnContext context);

    internal abstract Instant? NextWake(object state, IConfiguration configuration);

    internal abstract EntityRow Row(object state);

    internal abstract void WriteEvent(Utf8JsonWriter writer, object @event);

    internal abstract void WriteState(Utf8JsonWriter writer, object state);

    internal abstract ICommand ReadCommand(Message message);
}
