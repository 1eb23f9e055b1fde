using System.Collections.Concurrent;
using System.Collections.Immutable;
using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Configuration;

/// <summary>
/// The configurations of all tenants, read from the store once and again when something was published.
/// </summary>
public sealed class ConfigurationCatalog
{
    private readonly IEntityStore _store;
    private readonly ConfigurationSource _source;
    private readonly ConcurrentDictionary<string, Known> _tenants = new(StringComparer.Ordinal);

    internal ConfigurationCatalog(IEntityStore store, ConfigurationSource source)
    {
        _store = store;
        _source = source;
    }

    /// <summary>The tenant's timeline as last read.</summary>
    public ValueTask<ConfigurationTimeline> OfAsync(string tenant) => _tenants.TryGetValue(tenant, out var known)
        ? ValueTask.FromResult(known.Timeline)
        : RefreshAsync(tenant);

    /// <summary>Reads what was published since; cheap when nothing was.</summary>
    public async ValueTask<ConfigurationTimeline> RefreshAsync(string tenant)
    {
        var known = _tenants.GetValueOrDefault(tenant);
        var fresh = await _store.ReadPublicationsAsync(tenant, known?.Timeline.LastNumber ?? 0);
        if (known is not null && fresh.Count == 0)
        {
            return known.Timeline;
        }

        var all = (known?.Publications ?? []).AddRange(fresh);
        var read = new Known(all, ConfigurationTimeline.Build(_source, tenant, all));
        // Two readers may race; the one that knows more wins.
        return _tenants.AddOrUpdate(
            tenant, read, (_, other) => other.Publications.Count >= read.Publications.Count ? other : read).Timeline;
    }

    /// <summary>Reads again for every tenant in use: how other servers' publications are seen.</summary>
    public async ValueTask RefreshAllAsync()
    {
        foreach (var tenant in _tenants.Keys.Order(StringComparer.Ordinal))
        {
            await RefreshAsync(tenant);
        }
    }

    private sealed record Known(ImmutableList<Publication> Publications, ConfigurationTimeline Timeline);
}
