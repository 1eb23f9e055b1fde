using Collections.Gateways.Mail;
using Collections.Server.Api;
using Collections.Server.Composition;

namespace Collections.Server.Hosting;

/// <summary>How a server runs: what was said on the command line and in the environment, checked.</summary>
public sealed record ServeSettings
{
    /// <summary>The data folder; made when there is none.</summary>
    public required string Folder { get; init; }

    /// <summary>Connection string of a shared PostgreSQL store; null for the store in the folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>Where the data lies.</summary>
    public DataPlace Place => new(Folder, Postgres);

    /// <summary>Where it listens.</summary>
    public required IReadOnlyList<ListenAddress> Addresses { get; init; }

    /// <summary>Certificate and key of addresses that say https; null when none does.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>What browsers are told of https.</summary>
    public TransportSecurity Transport { get; init; } = new();

    /// <summary>Lets a business clock that lies ahead of wall time run on.</summary>
    public bool RunsOn { get; init; }

    /// <summary>The key of <c>COLLECTIONS_ADMIN_KEY</c>; null when none is set.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Where traces and metrics are pushed (OTLP over HTTP); null for nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Where mail leaves; null for files in the data folder.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>Where the public reaches this server (https); null for nowhere. Links in mail need it.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The tenant whose data the command line speaks of; the API takes it from the key.</summary>
    public string Tenant { get; init; } = "default";

    /// <summary>Limits of connections.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <summary>Limits of the API.</summary>
    public ApiLimits Api { get; init; } = new();

    /// <summary>
    /// How long a stop waits for each: requests, time's loops, messages; and four times as long for the log to be
    /// signed. Seven of them at most.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a start waits for a database that does not answer.</summary>
    public TimeSpan DatabasePatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Between two attempts to reach it.</summary>
    public TimeSpan DatabasePause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where log lines go, one JSON object each; null for the error stream.</summary>
    public TextWriter? LogTo { get; init; }

    /// <summary>The wall clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>Limits on connections, each with its reason.</summary>
public sealed record ConnectionLimits
{
    /// <summary>Connections at once: each costs about 50 KB at rest.</summary>
    public long ConnectionsMax { get; init; } = 4_096;

    /// <summary>Bytes of the request line, answered with 414.</summary>
    public int RequestLineBytesMax { get; init; } = 8 * 1024;

    /// <summary>Bytes of all header fields, answered with 431.</summary>
    public int HeaderBytesMax { get; init; } = 32 * 1024;

    /// <summary>Header fields, answered with 431.</summary>
    public int HeaderFieldsMax { get; init; } = 100;

    /// <summary>How long the header of a request may take, answered with 408.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may be idle.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Bytes a second that a body has to bring, answered with 408.</summary>
    public double BodyBytesPerSecondMin { get; init; } = 240;

    /// <summary>How long a body may be slower than that.</summary>
    public TimeSpan BodyGrace { get; init; } = TimeSpan.FromSeconds(5);
}
