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
        Oldest(account.Holds, hold => hold.ReleasedAt, kept);

    /// <summary>
    /// The items beyond the last <paramref name="kept"/> closed; items closed in one instant in order of arrival.
    /// </summary>
    public static IReadOnlyList<T> Oldest<T>(Items<T> items, Func<T, Instant?> closedAt, int kept)
        where T : class
    {
        var closed = 0;
        foreach (var item in items)
        {
            closed += closedAt(item) is null ? 0 : 1;
        }

        // Nearly always there is nothing to do, so nothing is sorted. The sort is stable.
        return closed <= kept
            ? []
            : [.. items.Where(item => closedAt(item) is not null).OrderBy(item => closedAt(item)).Take(closed - kept)];
    }

    private static Items<FundingSource> Of(Account account, FundingKind kind) =>
        account.Sources.Where(source => source.Kind == kind).ToItems();
}
