using System.Text.Json;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>One event of the log, as a subscriber sees it.</summary>
/// <param name="Kind">The entity's kind.</param>
/// <param name="Id">The entity.</param>
/// <param name="At">When it happened.</param>
/// <param name="Command">What caused it.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">The event.</param>
internal readonly record struct FeedItem(
    string Kind, string Id, Instant At, string Command, string Type, JsonElement Data)
{
    /// <summary>The day it happened: people act at hours at which it is the same day everywhere.</summary>
    public LocalDate On => At.InUtc().Date;

    /// <summary>Shows the events of a record; the data is valid only while it is shown.</summary>
    public static void Visit(SequencedRecord record, Action<FeedItem> visit)
    {
        using var document = JsonDocument.Parse(record.Record.Bytes);
        var command = document.RootElement.GetProperty("command").GetString()!;
        foreach (var happened in document.RootElement.GetProperty("events").EnumerateArray())
        {
            visit(new FeedItem(
                record.Key.Kind,
                record.Key.Id,
                record.Record.At,
                command,
                happened.GetProperty("type").GetString()!,
                happened.GetProperty("data")));
        }
    }
}
