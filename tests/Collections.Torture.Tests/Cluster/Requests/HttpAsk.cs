using System.Text.Json.Nodes;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Method">GET, PUT and DELETE repeat without harm; POST is made so by a key.</param>
/// <param name="Path">Path and query below /v1/.</param>
/// <param name="Text">The body; empty for none.</param>
internal sealed record HttpAsk(HttpMethod Method, string Path, string Text)
{
    public static HttpAsk Get(string path) => new(HttpMethod.Get, path, string.Empty);

    public static HttpAsk Post(string path, JsonObject? body = null) =>
        new(HttpMethod.Post, path, (body ?? []).ToJsonString());

    public static HttpAsk Put(string path, JsonObject body) => new(HttpMethod.Put, path, body.ToJsonString());

    public static HttpAsk Delete(string path) => new(HttpMethod.Delete, path, string.Empty);

    /// <summary>The same in other words: another request to whoever compares bytes.</summary>
    public HttpAsk InOtherWords() => this with { Text = Text + " " };
}
