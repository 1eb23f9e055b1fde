using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Kinds;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Log;

/// <summary>Folds log records back into a state: the log is the truth, the snapshot only a cache of this.</summary>
public static class LogFold
{
    /// <summary>Records read at a time.</summary>
    private const int Page = 500;

    /// <summary>The state of an entity as its log tells it, up to an instant.</summary>
    /// <param name="log">The log.</param>
    /// <param name="kind">The entity's kind.</param>
    /// <param name="key">The entity.</param>
    /// <param name="until">Records whose instant is later are left out; null for all.</param>
    /// <returns>The state and the number of records folded; the initial state and 0 when there are none.</returns>
    public static async ValueTask<(object State, long Version)> StateAsync(
        ILogReader log, EntityKind kind, EntityKey key, Instant? until = null)
    {
        var (state, _, version) = await FoldAsync(log, kind, key, until);
        return (state, version);
    }

    internal static async ValueTask<(object State, Inbox Inbox, long Version)> FoldAsync(
        ILogReader log, EntityKind kind, EntityKey key, Instant? until)
    {
        var state = kind.Initial(key);
        var inbox = Inbox.Empty;
        var version = 0L;
        while (true)
        {
            var page = await log.ReadHistoryAsync(key, version, Page);
            foreach (var record in page)
            {
                if (until is { } limit && record.Record.At > limit)
                {
                    return (state, inbox, version);
                }

                var entry = RecordText.Read(record.Record.Bytes);
                state = Apply(kind, state, entry);
                inbox = inbox.WithActor(entry.Head.Actor);
                version = record.Record.Version;
            }

            if (page.Count < Page)
            {
                return (state, inbox, version);
            }
        }
    }

    /// <summary>What a record says happened to the entity, without what the engine itself notes there.</summary>
    /// <param name="kind">The entity's kind.</param>
    /// <param name="entry">The record.</param>
    public static IEnumerable<object> EventsOf(EntityKind kind, LogEntry entry)
    {
        foreach (var happened in entry.Events)
        {
            if (!DeliveryEvent.IsOne(happened.Type))
            {
                yield return EventOf(kind, happened);
            }
        }
    }

    private static object Apply(EntityKind kind, object state, LogEntry entry)
    {
        foreach (var happened in EventsOf(kind, entry))
        {
            state = kind.Evolve(state, happened, entry.Head.At);
        }

        return state;
    }

    private static object EventOf(EntityKind kind, LoggedEvent happened)
    {
        var json = new Utf8JsonReader(happened.Data.Span);
        json.Read();
        return kind.ReadEvent(happened.Type, happened.Version, ref json);
    }
}
