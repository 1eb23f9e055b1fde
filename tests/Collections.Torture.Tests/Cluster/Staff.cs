using System.Collections.Concurrent;
using System.Net;
using Collections.Torture.Tests.Cluster.Requests;

namespace Collections.Torture.Tests.Cluster;

/// <summary>Who asks: each of those a script names has an API key of his own, and stands in the log by it.</summary>
/// <param name="wire">The way to the servers.</param>
/// <param name="adminKey">The key that makes keys.</param>
internal sealed class Staff(Wire wire, string adminKey)
{
    private readonly ConcurrentDictionary<string, Task<Member>> _members = new(StringComparer.Ordinal);

    /// <summary>Somebody's key; made when he first comes to work.</summary>
    public Task<Member> OfAsync(string name) => _members.GetOrAdd(name, HireAsync);

    private async Task<Member> HireAsync(string name)
    {
        var made = await wire.AskAsync(
            HttpAsk.Post("api-keys", new() { ["name"] = name, ["role"] = RoleOf(name) }), adminKey);
        return made.Status == HttpStatusCode.Created
            ? new Member(made.Word("key"), $"key:{made.Word("keyId")}")
            : throw new InvalidOperationException($"No key for {name}: {made.Body}");
    }

    private static string RoleOf(string name) => name switch
    {
        "desk" => "admin",
        "feed" or "bank" or "person" => "integration",
        _ => "agent",
    };
}

/// <summary>Somebody who may ask.</summary>
/// <param name="ApiKey">With this key.</param>
/// <param name="Actor">Under this name in the log.</param>
internal sealed record Member(string ApiKey, string Actor);
