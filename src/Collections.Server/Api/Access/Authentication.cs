using System.Collections.Concurrent;
using System.Security.Cryptography;
using Collections.Domain.Access;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Api.Access;

/// <summary>
/// Finds out who calls. A key is looked up by the id in its text and compared in constant time; what was found is
/// remembered for a moment, so that a busy client does not cost a load per call. A key revoked here is forgotten at
/// once, one revoked on another server within that moment.
/// </summary>
internal sealed class Authentication(ApiSetup setup)
{
    private const string Scheme = "Bearer ";

    /// <summary>Keys remembered; far more than are ever in use.</summary>
    private const int KnownMax = 10_000;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(2);

    private readonly byte[]? _adminHash = setup.AdminKey is { Length: > 0 } key ? KeyText.HashOf(key) : null;
    private readonly ConcurrentDictionary<string, Door> _doors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, string), TokenBucket> _buckets = new();

    /// <summary>The caller with his share of requests; null when nobody is known by that key.</summary>
    public async ValueTask<Door?> OpenAsync(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = header[Scheme.Length..].Trim();
        var hash = KeyText.HashOf(text);
        var name = Convert.ToHexString(hash);
        if (_doors.TryGetValue(name, out var known) && setup.Time.GetElapsedTime(known.OpenedAt) < RememberedFor)
        {
            return known;
        }

        return await FindAsync(text, hash) is { } caller ? Remember(name, caller) : Forget(name);
    }

    /// <summary>Forgets what was found, because a key was revoked.</summary>
    public void ForgetAll() => _doors.Clear();

    private async ValueTask<Caller?> FindAsync(string text, byte[] hash)
    {
        if (_adminHash is not null && CryptographicOperations.FixedTimeEquals(hash, _adminHash))
        {
            // No stored key has this id: a colon of its own cannot come after the prefix "key:".
            return new Caller(
                ApiKeys.DefaultTenant, new Principal("administrator", Roles.Platform), RoleSet.Platform);
        }

        return KeyText.KeyOf(text) is { } key
            && await setup.Engine.ReadAsync(key) is (ApiKey { IsActive: true } stored, _)
            && CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(stored.Hash!))
            ? Caller.Of(key.Tenant, key.Id, stored.Role!)
            : null;
    }

    private Door Remember(string name, Caller caller)
    {
        if (_doors.Count >= KnownMax)
        {
            _doors.Clear();
        }

        var bucket = _buckets.GetOrAdd(
            (caller.Tenant, caller.Principal.Id), _ => new TokenBucket(setup.Limits, setup.Time));
        return _doors[name] = new Door(caller, bucket, setup.Time.GetTimestamp());
    }

    private Door? Forget(string name)
    {
        _doors.TryRemove(name, out _);
        return null;
    }

    /// <summary>An open door.</summary>
    /// <param name="Caller">Who came through.</param>
    /// <param name="Bucket">How many more requests he may make.</param>
    /// <param name="OpenedAt">When the key was last looked at, as a timestamp.</param>
    internal sealed record Door(Caller Caller, TokenBucket Bucket, long OpenedAt);
}
