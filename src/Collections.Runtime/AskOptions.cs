using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime;

/// <summary>How a command is asked.</summary>
public sealed record AskOptions
{
    /// <summary>By the system, now, once.</summary>
    internal static AskOptions Default { get; } = new();

    /// <summary>Who asks.</summary>
    public Principal Principal { get; init; } = Principal.System;

    /// <summary>The command's instant; null for the business clock's now. Cut to milliseconds.</summary>
    public Instant? At { get; init; }

    /// <summary>
    /// Records facts without bringing the entity up to the instant first: imports fire nothing.
    /// </summary>
    public bool Quiet { get; init; }

    /// <summary>
    /// The version the caller saw (If-Match); null for any. Another one is refused, code <c>version_mismatch</c>. With
    /// 0 nothing is looked up before the decision: the store refuses the commit if something is there after all.
    /// </summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Makes the request idempotent; null when the caller gave no key.</summary>
    public IdempotentRequest? Idempotency { get; init; }

    /// <summary>
    /// When the store said the entity is due, for a bare wake-up; an image in memory that says otherwise is old.
    /// </summary>
    internal Instant? Due { get; init; }

    /// <summary>
    /// The entity as the store said it is due: where nothing newer is in memory, it need not be loaded. Null when it
    /// must be.
    /// </summary>
    internal Ports.StoredEntity? Stored { get; init; }

    /// <summary>The message that carries the command; null for a direct ask.</summary>
    internal MessageId? Message { get; init; }
}

/// <summary>An idempotent request: the first answer is kept in the commit of its effect and given again.</summary>
/// <param name="Scope">Unique within the tenant: principal + key.</param>
/// <param name="RequestHash">Hex SHA-256 over method, path and body as sent.</param>
/// <param name="Render">The bytes to keep for an answer; called before the commit, with the version it will
/// have.</param>
public sealed record IdempotentRequest(string Scope, string RequestHash, Func<Answer, ReadOnlyMemory<byte>> Render)
{
    /// <summary>How long an answer is kept: 72 hours.</summary>
    public static Duration KeptFor { get; } = Duration.FromHours(72);
}
