using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Runtime.Wakeups;
using Collections.Server.Composition;
using NodaTime;

namespace Collections.Server.Reviews;

/// <summary>
/// Brings a tenant's accounts up to the end of a local day, each in its own zone: everything due before the next day
/// starts there happens, in order, each at its own instant.
/// </summary>
internal sealed class PortfolioReview(DataFolder folder, string tenant, DateTimeZone tenantZone)
{
    private const int PageAccounts = 1_000;

    /// <summary>The last instant of a local day in a zone, to the millisecond.</summary>
    public static Instant EndOf(LocalDate day, DateTimeZone zone) =>
        LocalDays.StartOf(day.PlusDays(1), zone) - Duration.FromMilliseconds(1);

    /// <summary>The accounts' zones; the tenant's when there is no account.</summary>
    public async ValueTask<IReadOnlySet<DateTimeZone>> ZonesAsync()
    {
        var zones = new HashSet<DateTimeZone>();
        await foreach (var account in AccountsAsync())
        {
            zones.Add(ZoneOf(account.Row));
        }

        return zones.Count == 0 ? new HashSet<DateTimeZone> { tenantZone } : zones;
    }

    /// <summary>Fires what is due up to the end of a day; returns how many wake-ups fired.</summary>
    public async ValueTask<long> RunAsync(LocalDate asOf, IReadOnlySet<DateTimeZone> zones)
    {
        // Up to where the day ends first, all accounts go together; then each goes on to the end of its own day.
        var sweep = new WakeupSweep(folder.Engine);
        return await sweep.RunInOrderAsync(zones.Min(zone => EndOf(asOf, zone)), folder.MoveClockAsync)
            + await FinishDayAsync(asOf, zones.Max(zone => EndOf(asOf, zone)));
    }

    /// <summary>The accounts of the tenant in key order.</summary>
    public async IAsyncEnumerable<ListedEntity> AccountsAsync()
    {
        string? after = null;
        while (true)
        {
            var page = await folder.Store.ListAsync(tenant, AccountDecider.Kind, after, PageAccounts);
            foreach (var account in page)
            {
                yield return account;
                after = account.Key.Id;
            }

            if (page.Count < PageAccounts)
            {
                yield break;
            }
        }
    }

    /// <summary>The zone in which an account's days are days.</summary>
    public DateTimeZone ZoneOf(EntityRow row) => LocalDays.ZoneOrNull(row.Zone) ?? tenantZone;

    /// <summary>
    /// Fires what falls due between the first and the last end of the day on earth, where it is still that day: only
    /// accounts that are due are looked at, however large the portfolio is.
    /// </summary>
    private async ValueTask<long> FinishDayAsync(LocalDate asOf, Instant lastEnd)
    {
        var fired = 0L;
        var tried = new HashSet<DueEntity>();
        while (await NextOfDayAsync(asOf, lastEnd, tried) is { Count: > 0 } together)
        {
            tried.UnionWith(together);
            var at = together[0].Wake;
            await folder.MoveClockAsync(at);
            foreach (var batch in together.Chunk(PageAccounts))
            {
                var answers = await Task.WhenAll(batch.Select(due => folder.Engine.WakeAsync(due.Key, at).AsTask()));
                await folder.Engine.SettleAsync();
                fired += answers.Count(answer => answer.Outcome == Outcome.Accepted);
            }
        }

        return fired;
    }

    /// <summary>All that is due first, at one instant, on its own day.</summary>
    private async ValueTask<List<DueEntity>> NextOfDayAsync(
        LocalDate asOf, Instant lastEnd, HashSet<DueEntity> tried)
    {
        var next = new List<DueEntity>();
        var due = (await folder.Store.ClaimDueAsync(lastEnd, int.MaxValue))
            .Where(each => each.Key.Tenant == tenant && !tried.Contains(each));
        foreach (var page in due.Chunk(PageAccounts))
        {
            var rows = await folder.Store.LoadRowsAsync([.. page.Select(each => each.Key)]);
            foreach (var (each, row) in page.Zip(rows))
            {
                if (next.Count > 0 && each.Wake > next[0].Wake)
                {
                    return next;
                }

                if (each.Wake <= EndOf(asOf, ZoneOf(row!)))
                {
                    next.Add(each);
                }
            }
        }

        return next;
    }
}
