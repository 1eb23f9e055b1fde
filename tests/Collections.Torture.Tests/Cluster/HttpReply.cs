using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>An answer of a server.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="SentAt">When the request left that was answered at last, after those that were not.</param>
internal sealed record HttpReply(HttpStatusCode Status, string Body, Instant SentAt)
{
    /// <summary>The entity's version afterwards; 0 when the answer does not tell.</summary>
    public long Version { get; init; }

    /// <summary>Whether it is an answer that was kept.</summary>
    public bool IsRepeated { get; init; }

    public bool IsRefusal => (int)Status >= 400;

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? Code => IsRefusal ? (string?)Json["code"] : null;

    /// <summary>A body's word.</summary>
    public string Word(string field) => (string)Json[field]!;

    /// <summary>Reads a whole answer.</summary>
    public static async Task<HttpReply> ReadAsync(HttpResponseMessage answer, Instant sentAt) =>
        new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), sentAt)
        {
            Version = answer.Headers.ETag is { Tag: var tag }
                ? long.Parse(tag.Trim('"'), CultureInfo.InvariantCulture)
                : 0,
            IsRepeated = answer.Headers.Contains("Idempotency-Replayed"),
        };
}
