using System.Text.Json.Nodes;

namespace Collections.Server.Tests.Api;

/// <summary>What came back.</summary>
public sealed record ApiResult(int Status, string Text, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("There is no body.");

    public string? Code => MediaType == "application/problem+json" ? (string?)Json["code"] : null;

    public IEnumerable<string?> Faults => Json["errors"]?.AsArray().Select(fault => $"{fault!["pointer"]} {fault["code"]}") ?? [];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<ApiResult> OfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiResult((int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType, headers);
    }
}
