using System.Collections.Concurrent;

namespace Collections.Gateways.Notices;

/// <summary>
/// Keeps notices in memory, for stories and simulations: nothing leaves, and what would have left can be counted and
/// read.
/// </summary>
public sealed class NoticeLedger : INoticeSink
{
    private readonly ConcurrentDictionary<(string Tenant, string NoticeId), OutgoingNotice> _notices = new();

    /// <summary>How many notices were put.</summary>
    public int Count => _notices.Count;

    /// <summary>The notices, sorted by tenant and id.</summary>
    public IReadOnlyList<OutgoingNotice> Notices =>
    [
        .. _notices.Values
            .OrderBy(notice => notice.Tenant, StringComparer.Ordinal)
            .ThenBy(notice => notice.NoticeId, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(OutgoingNotice notice) =>
        ValueTask.FromResult(_notices.TryAdd((notice.Tenant, notice.NoticeId), notice));

    /// <inheritdoc/>
    public ValueTask<bool> HasLeftAsync(string tenant, string noticeId) =>
        ValueTask.FromResult(_notices.ContainsKey((tenant, noticeId)));
}
