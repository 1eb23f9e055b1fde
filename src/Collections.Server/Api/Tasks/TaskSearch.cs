using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Runtime.Ports;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using NodaTime;

namespace Collections.Server.Api.Tasks;

/// <summary>
/// A search among tasks: what rows know is asked of the store; customer, bucket and amount are read from the books of
/// each task's account, as they are shown.
/// </summary>
/// <param name="List">The list's name.</param>
/// <param name="Rows">What rows know.</param>
internal sealed record TaskSearch(string List, RowQuery Rows)
{
    // What the books alone can tell is looked up task by task: an answer ends in bounded time, and its cursor goes on.
    private const int LooksMax = 5_000;

    // One customer has a handful of accounts; more are not told apart from a mistake.
    private const int AccountsMax = 200;

    /// <summary>Only those with a deadline before this instant; null for any.</summary>
    public Instant? DueBefore { get; init; }

    /// <summary>The customer as he is shown; null for any.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The aging bucket; null for any.</summary>
    public string? Bucket { get; init; }

    /// <summary>The smallest amount due, major units; null for any.</summary>
    public decimal? AmountMin { get; init; }

    /// <summary>The greatest amount due, inclusive, major units; null for any.</summary>
    public decimal? AmountMax { get; init; }

    /// <summary>ISO 4217 code of the amount due; null for any.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether it asks for account matters: who may not see them may not find tasks by them either.</summary>
    public bool AsksForMatters =>
        Bucket is not null || AmountMin is not null || AmountMax is not null || Currency is not null;

    /// <summary>The tasks found, one more than a page when there are more.</summary>
    public async ValueTask<Page<ShownTask>> RunAsync(ApiCall call)
    {
        var showing = await TaskShowing.ForAsync(call);
        var sources = await SourcesAsync(call);
        var found = new List<ShownTask>();
        var after = Rows.AfterId;
        for (var looked = 0; ;)
        {
            var (rows, end) = await NextAsync(call, sources, after);
            foreach (var row in rows)
            {
                looked++;
                if (await call.Engine.ReadAsync(row.Key) is (CollectionTask task, var version)
                    && (DueBefore is null || task.DueAt < DueBefore)
                    && await showing.OfAsync(task, version) is var shown
                    && Takes(shown))
                {
                    found.Add(shown);
                    if (found.Count >= Rows.Limit)
                    {
                        return new Page<ShownTask>(List, found, Rows.Limit - 1);
                    }
                }
            }

            if (end is null || looked >= LooksMax)
            {
                return new Page<ShownTask>(List, found, Rows.Limit - 1) { ResumeAfter = end };
            }

            after = end;
        }
    }

    /// <summary>
    /// Where tasks are found. The customer of a task is that of its account, which may have been another one when the
    /// task was made.
    /// </summary>
    private async ValueTask<IReadOnlyList<RowQuery>> SourcesAsync(ApiCall call)
    {
        if (CustomerId is null || Rows.Parent is not null)
        {
            return [Rows];
        }

        var accounts = await call.Server.Rows.FindAsync(
            new RowQuery(call.Caller.Tenant, AccountDecider.Kind) { Limit = AccountsMax, Person = CustomerId });
        return
        [
            .. Rows.Person is null ? [Rows with { Person = CustomerId }] : Array.Empty<RowQuery>(),
            .. accounts.Select(account => Rows with { Parent = account.Key.Id }),
        ];
    }

    /// <summary>The next rows of all sources by id; the place behind them, null when nothing comes after.</summary>
    private static async ValueTask<(IReadOnlyList<ListedEntity> Rows, string? End)> NextAsync(
        ApiCall call, IReadOnlyList<RowQuery> sources, string? after)
    {
        var rows = new List<ListedEntity>();
        string? end = null;
        foreach (var source in sources)
        {
            var page = await call.Server.Rows.FindAsync(source with { AfterId = after });
            rows.AddRange(page);
            if (page.Count >= source.Limit
                && (end is null || string.CompareOrdinal(page[^1].Key.Id, end) < 0))
            {
                end = page[^1].Key.Id;
            }
        }

        // Beyond the first page that is full, other sources may have rows that come earlier.
        return (
            [
                .. rows.Where(row => end is null || string.CompareOrdinal(row.Key.Id, end) <= 0)
                    .DistinctBy(row => row.Key)
                    .OrderBy(row => row.Key.Id, StringComparer.Ordinal),
            ],
            end);
    }

    private bool Takes(ShownTask shown) =>
        (CustomerId is null || shown.CustomerId == CustomerId)
        && (!AsksForMatters || (shown.Debt is { } debt && Takes(debt)));

    private bool Takes(Gateways.Tasks.TaskDebt debt)
    {
        var amount = AmountText.Of(debt.Currency, debt.AmountDueMinor);
        return (Bucket is null || debt.AgingBucket == Bucket)
            && (Currency is null || debt.Currency == Currency)
            && !(amount < AmountMin)
            && !(amount > AmountMax);
    }
}
