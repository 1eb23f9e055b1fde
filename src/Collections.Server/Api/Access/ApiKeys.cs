using Collections.Domain.Access;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;

namespace Collections.Server.Api.Access;

/// <summary>Makes API keys; the text of each is known only to whoever asked for it.</summary>
public static class ApiKeys
{
    /// <summary>The tenant that is there from the start.</summary>
    public const string DefaultTenant = "default";

    private const int IdLength = 10;

    /// <summary>Makes a key.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="tenant">The tenant whose doors it opens.</param>
    /// <param name="name">What it is for, and its role.</param>
    /// <param name="principal">Who makes it.</param>
    /// <returns>The key's id and its text, which is nowhere kept.</returns>
    public static async ValueTask<(string KeyId, string Key)> MakeAsync(
        Engine engine, string tenant, (string Name, string Role) name, Principal principal)
    {
        var (key, text) = New(tenant, new SystemEntropy());
        var answer = await engine.AskAsync(key, Command(name.Name, name.Role, text), new AskOptions
        {
            Principal = principal,
        });
        Invariant.Require(answer.Outcome == Outcome.Accepted, "A well-formed key is made.");
        return (key.Id, text);
    }

    /// <summary>Whether a tenant has a key with the role that opens doors.</summary>
    public static async ValueTask<bool> AnyAsync(ILogReader log, string tenant, string role)
    {
        const int page = 100;
        string? after = null;
        while (true)
        {
            var keys = await log.ListAsync(tenant, ApiKeyDecider.Kind, after, page);
            if (keys.Any(key => key.Row.Status == "active" && key.Row.Labels.Contains(role)))
            {
                return true;
            }

            if (keys.Count < page)
            {
                return false;
            }

            after = keys[^1].Key.Id;
        }
    }

    internal static (EntityKey Key, string Text) New(string tenant, IEntropy entropy)
    {
        var bytes = new byte[IdLength];
        entropy.Fill(bytes);
        var key = new EntityKey(tenant, ApiKeyDecider.Kind, $"key_{Convert.ToHexStringLower(bytes)}");
        return (key, KeyText.Make(key, entropy));
    }

    internal static ApiKeyCommand.CreateApiKey Command(string name, string role, string text) =>
        new(name, role, Convert.ToHexStringLower(KeyText.HashOf(text)));
}
