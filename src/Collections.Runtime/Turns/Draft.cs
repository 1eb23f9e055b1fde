using Collections.Kernel;
using Collections.Runtime.Kinds;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Turns;

/// <summary>
/// An entity on its way to the next commit: turns are applied one after the other (wake-ups it missed, then the
/// command), each becoming one log record; nothing is durable until the store says so.
/// </summary>
internal sealed class Draft(EntityKind kind, EntityImage start, Instant recordedAt)
{
    // Nearly every commit has one record, and few have rows beside it.
    private readonly List<LogRecord> _records = new(1);
    private List<SideRow>? _sideRows;
    private string _hash = start.Hash;

    public EntityImage Start => start;

    /// <summary>The tenant's highest publication number that was known when it was decided.</summary>
    public long PublicationsKnown { get; init; } = long.MaxValue;

    /// <summary>
    /// Whether somebody who asked may soon ask again: then it is worth keeping beside the store. What an import or the
    /// clock brought about comes once.
    /// </summary>
    public bool ComesAgain { get; init; } = true;

    public EntityKind Kind => kind;

    public object State { get; private set; } = start.State;

    public Inbox Inbox { get; private set; } = start.Inbox;

    public Instant? Wake { get; private set; } = start.Wake;

    public long Configuration { get; private set; } = start.Configuration;

    public long Version => start.Version + _records.Count;

    public IReadOnlyList<LogRecord> Records => _records;

    public bool Sends { get; private set; }

    public bool Publishes { get; private set; }

    public TurnContext Context(Instant at, Principal principal, IConfiguration configuration, Facts facts) =>
        new(start.Key, Version, at, principal, configuration, facts);

    /// <summary>
    /// Applies a turn decided at an instant; one without events moves only wake-up and configuration.
    /// </summary>
    public void Apply(Turn turn, Cause cause, TurnContext context)
    {
        Configuration = context.Configuration.Number;
        if (turn.Events.Count > 0)
        {
            State = turn.State;
            AddRows(turn.SideRows);
            Sends |= turn.Messages.Count > 0;
            Append(turn.Events, turn.Messages, cause, context.At);
        }

        Wake = kind.NextWake(State, context.Configuration);
    }

    /// <summary>Notes that a message changed nothing, or was refused, so that it is not decided twice.</summary>
    public void NoteDelivery(Rejection? refusal, Cause cause, Instant at) =>
        Append([new DeliveryEvent(refusal)], [], cause, at);

    public void TakeIn(MessageId message) => Inbox = Inbox.With(message);

    /// <summary>The commit, or null when nothing has to be written.</summary>
    public Commit? ToCommit(KeptAnswer? answer)
    {
        if (_records.Count == 0 && Wake == start.Wake && answer is null)
        {
            return null;
        }

        return new Commit
        {
            Key = start.Key,
            Handle = start.Handle,
            ExpectedVersion = start.Version,
            Hash = _hash,
            Snapshot = SnapshotText.Write(kind, State, Inbox),
            Wake = Wake,
            Configuration = Configuration,
            Row = kind.Row(State),
            Records = _records,
            SideRows = _sideRows ?? [],
            Answer = answer,
            PublicationsKnown = PublicationsKnown,
        };
    }

    /// <summary>The entity once the commit is durable.</summary>
    public EntityImage After(StoreHandle handle) =>
        new(start.Key, handle, Version, _hash, Wake, Configuration, State, Inbox);

    private void AddRows(IReadOnlyList<SideRow> rows)
    {
        if (rows.Count > 0)
        {
            (_sideRows ??= []).AddRange(rows);
            Publishes |= rows.Any(row => row is SideRow.Publish);
        }
    }

    private void Append(IReadOnlyList<object> events, IReadOnlyList<Message> messages, Cause cause, Instant at)
    {
        var written = Instant.Max(at, recordedAt);
        var head = new RecordHead(start.Key, Version + 1, at, written, cause.Actor, cause.Command, Configuration);
        var bytes = RecordText.Write(head, kind, events);
        _hash = ChainHash.Next(_hash, bytes);
        _records.Add(new LogRecord(head.Version, at, bytes, _hash, messages));
    }
}
