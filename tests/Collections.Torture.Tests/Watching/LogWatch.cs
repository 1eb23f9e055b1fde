using Collections.Runtime.Ports;
using Collections.Simulation.Auditing;
using Collections.Simulation.Runs;
using NodaTime;

namespace Collections.Torture.Tests.Watching;

/// <summary>
/// Lets the simulation's auditor watch what is over: every record of the log in order, and between them every call and
/// every notice when its time comes. The true time is that of the latest record read; it may be durable later, which is
/// what the leeway is for.
/// </summary>
internal sealed class LogWatch
{
    // A file bears the time of the system's last tick, which may lie before the permit that it was written by.
    private static readonly Duration Tick = Duration.FromSeconds(1);

    private readonly LogCopy _copy;
    private readonly ContactAudit _contacts;
    private readonly Leeway _leeway;
    private Instant _now = NodaConstants.UnixEpoch;

    public LogWatch(LogCopy copy, Leeway leeway)
    {
        _copy = copy;
        _leeway = leeway;
        Auditor = new Auditor(Marks, () => _now, leeway);
        _contacts = new ContactAudit(Auditor, leeway);
    }

    /// <summary>What was met.</summary>
    public Marks Marks { get; } = new();

    /// <summary>The auditor, and what he found.</summary>
    public Auditor Auditor { get; }

    /// <summary>Watches everything, and then holds it against what clients heard.</summary>
    /// <param name="heard">What they heard.</param>
    /// <param name="reached">What reached people.</param>
    /// <param name="end">When everything had come to rest.</param>
    public void Watch(Heard heard, ReachedPeople reached, Instant end)
    {
        var outside = new Queue<(Instant At, Action See)>(reached.Calls
            .Select(call => (call.At, See: (Action)(() => _contacts.See(call))))
            .Concat(reached.Notices.Select(notice => (notice.At, See: (Action)(() => _contacts.See(notice)))))
            .OrderBy(each => each.At));
        foreach (var record in _copy.Records)
        {
            SeeUntil(outside, record.Record.At);
            _now = Instant.Max(_now, record.Record.At);
            Auditor.See(CommitOf(record));
        }

        SeeUntil(outside, Instant.MaxValue);
        _now = Instant.Max(_now, end);
        Judge(() => new FinalAudit(Auditor, _leeway, end).Check(heard, reached));
    }

    private void SeeUntil(Queue<(Instant At, Action See)> outside, Instant until)
    {
        while (outside.TryPeek(out var next) && next.At + Tick < until)
        {
            Judge(outside.Dequeue().See);
        }
    }

    /// <summary>An auditor who cannot judge says so; what he watches goes on.</summary>
    private void Judge(Action see)
    {
        try
        {
            see();
        }
        catch (KeyNotFoundException unknown)
        {
            Auditor.Complain($"contact: somebody was reached who is not known: {unknown.Message}");
        }
    }

    /// <summary>A record as if it had been committed alone; the row is that of the entity's end.</summary>
    private Commit CommitOf(SequencedRecord record)
    {
        var end = _copy.Ends[record.Key];
        return new Commit
        {
            Key = record.Key,
            Handle = StoreHandle.None,
            ExpectedVersion = end.Version - 1,
            Hash = record.Record.Hash,
            Snapshot = default,
            Wake = null,
            Configuration = 0,
            Row = end.Row,
            Records = [record.Record],
        };
    }
}
