using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Log;

/// <summary>Everything of a log record but its events.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Version">Its version after the record, from 1.</param>
/// <param name="At">When the events happened.</param>
/// <param name="RecordedAt">When the record was written; later than <paramref name="At"/> for late wake-ups.</param>
/// <param name="Actor">Who acted: a principal's id, <c>system</c>, or <c>message:</c> + message id.</param>
/// <param name="Command">Name of the command, <c>wake</c> for time.</param>
/// <param name="Configuration">Number of the configuration used.</param>
public sealed record RecordHead(
    EntityKey Key, long Version, Instant At, Instant RecordedAt, string Actor, string Command, long Configuration);

/// <summary>A decoded log record.</summary>
/// <param name="Head">Who, when, under which configuration.</param>
/// <param name="Events">What happened, undecoded.</param>
public sealed record LogEntry(RecordHead Head, IReadOnlyList<LoggedEvent> Events);

/// <summary>An event in a log record.</summary>
/// <param name="Type">Public name.</param>
/// <param name="Version">Version of its meaning.</param>
/// <param name="Data">Its JSON.</param>
public sealed record LoggedEvent(string Type, int Version, ReadOnlyMemory<byte> Data);
