namespace Collections.Server.Api.Http;

/// <summary>An answer on its way out: what is written, and what may be kept for a repetition.</summary>
internal sealed record ApiReply(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The type of a body that says nothing else.</summary>
    public const string Json = "application/json";

    /// <summary>RFC 9457.</summary>
    public const string Problem = "application/problem+json";

    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>Where the created resource is; null when none was created.</summary>
    public string? Location { get; init; }

    /// <summary>The entity's version, sent as <c>ETag</c>; null for answers that are no single resource.</summary>
    public long? Version { get; init; }

    /// <summary>Seconds after which to try again; null when that would not help.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Whether it is the kept answer of an earlier request.</summary>
    public bool Replayed { get; init; }

    /// <summary>No content.</summary>
    public static ApiReply NoContent { get; } = new(204, ReadOnlyMemory<byte>.Empty);

    /// <summary>200 with a body.</summary>
    public static ApiReply Ok(ReadOnlyMemory<byte> body, long? version = null) => new(200, body) { Version = version };
}
