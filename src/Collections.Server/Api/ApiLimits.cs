using NodaTime;

namespace Collections.Server.Api;

/// <summary>The limits of the API, each with its reason.</summary>
public sealed record ApiLimits
{
    /// <summary>Bytes of a body; no single resource needs more.</summary>
    public long BodyBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Bytes of a body that carries a list of debtors (campaigns, imports).</summary>
    public long BulkBodyBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>Commands under way; one more is answered with 503, so that the rest is answered in time.</summary>
    public int CommandsWaitingMax { get; init; } = 4_096;

    /// <summary>How long the oldest command may have waited before further ones are answered with 503.</summary>
    public Duration CommandWaitMax { get; init; } = Duration.FromSeconds(2);

    /// <summary>Requests per second and key that are served for long; one loud client must not starve others.</summary>
    public int RequestsPerSecond { get; init; } = 10_000;

    /// <summary>Requests of one key beyond the rate that are served at once after a pause.</summary>
    public int RequestBurst { get; init; } = 20_000;

    /// <summary>How often a quiet stream says that it lives, so that no proxy in between closes it.</summary>
    public Duration Heartbeat { get; init; } = Duration.FromSeconds(15);

    /// <summary>Event streams open at once; each reads the log several times a second.</summary>
    public int StreamsMax { get; init; } = 256;
}
