using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>Which closed items are beyond the last ones of their list, by the instant they were closed.</summary>
internal static class ClosedItems
{
    /// <summary>Bills and sources beyond the last <paramref name="kept"/> closed of each list.</summary>
    public static (HashSet<string> Bills, HashSet<(FundingKind, string)> Sources) Oldest(Account account, int kept) =>
    (
        [.. Oldest(account.Bills, bill => bill.ClosedAt, kept).Select(bill => bill.BillId)],
        [
            .. Oldest(Of(account, FundingKind.Payment), source => source.ClosedAt, kept)
                .Concat(Oldest(Of(account, FundingKind.Credit), source => source.ClosedAt, kept))
                .Select(source => (source.Kind, source.Id)),
        ]);

    /// <summary>Holds beyond the last <paramref name="kept"/> released.</summary>
    public static IReadOnlyList<Hold> OldestHolds(Account account, int kept) =>
        [.. Oldest(account.Holds, hold => hold.ReleasedAt, kept)];

    private static IEnumerable<FundingSource> Of(Account account, FundingKind kind) =>
        account.Sources.Where(source => source.Kind == kind);

    private static IEnumerable<T> Oldest<T>(IEnumerable<T> items, Func<T, Instant?> closedAt, int kept)
    {
        // The sort is stable, so items closed in one instant leave in order of arrival.
        List<T> closed = [.. items.Where(item => closedAt(item) is not null).OrderBy(item => closedAt(item))];
        return closed.Take(Math.Max(0, closed.Count - kept));
    }
}
