using System.Text.Json;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// Closed items beyond the last hundred of their list leave the state. Bills and the money that covers them leave
/// together, once all of them are closed and beyond the hundred, and come back together.
/// </summary>
internal static class Archiving
{
    /// <summary>How many closed items of each list stay.</summary>
    public const int ClosedKept = 100;

    /// <summary>
    /// Largest group that is archived: each of its items gets a row that holds the whole group, so larger ones (years
    /// of payments that never end on a bill's edge) would cost more in the archive than in the state.
    /// </summary>
    public const int GroupMax = 64;

    /// <summary>Books what leaves the state.</summary>
    public static void Archive(Booking booking)
    {
        var account = booking.Now;
        if (account.Bills.Count <= ClosedKept
            && account.Sources.Count <= ClosedKept
            && account.Holds.Count <= ClosedKept)
        {
            return;
        }

        var groups = LinkedGroups.Of(account, ClosedItems.Oldest(account, ClosedKept));
        var holds = ClosedItems.OldestHolds(account, ClosedKept);
        List<ArchivedGroup> leaving =
            [.. groups.Where(group => group.Bills.Count + group.Sources.Count <= GroupMax)];
        if (leaving.Count == 0 && holds.Count == 0)
        {
            return;
        }

        foreach (var group in leaving)
        {
            Write(booking, group);
        }

        foreach (var hold in holds)
        {
            Write(booking, ArchiveShelf.Hold, hold.HoldId, JsonSerializer.SerializeToUtf8Bytes(
                hold, AccountJson.Default.Hold));
        }

        booking.Book(new AccountEvent.ItemsArchived(
            leaving.SelectMany(group => group.Bills).Select(bill => bill.BillId).ToItems(),
            Ids(leaving, FundingKind.Payment),
            Ids(leaving, FundingKind.Credit),
            holds.Select(hold => hold.HoldId).ToItems()));
    }

    /// <summary>Books the return of what a command concerns; nothing for an account without an archive.</summary>
    public static void Restore(Booking booking, ICommand command)
    {
        if (booking.Now.Archived is null)
        {
            return;
        }

        foreach (var lookup in command.Lookups.OfType<Lookup.Archived>())
        {
            if (IsGroup(lookup.Shelf)
                && !IsInState(booking.Now, lookup)
                && booking.Context.Facts.Archived(lookup.Shelf, lookup.Id) is { } json)
            {
                var group = JsonSerializer.Deserialize(json.Span, AccountJson.Default.ArchivedGroup);
                Invariant.Require(group is not null, "The archive holds groups.");
                booking.Book(new AccountEvent.ItemsRestored(group.Bills, group.Sources));
            }
        }
    }

    private static bool IsGroup(string shelf) =>
        shelf is ArchiveShelf.Bill or ArchiveShelf.Payment or ArchiveShelf.Credit;

    private static bool IsInState(Account account, Lookup.Archived lookup) => lookup.Shelf switch
    {
        ArchiveShelf.Bill => account.BillIndex(lookup.Id) >= 0,
        ArchiveShelf.Payment => account.SourceIndex(FundingKind.Payment, lookup.Id) >= 0,
        _ => account.SourceIndex(FundingKind.Credit, lookup.Id) >= 0,
    };

    private static Items<string> Ids(List<ArchivedGroup> groups, FundingKind kind) =>
        groups
            .SelectMany(group => group.Sources)
            .Where(source => source.Kind == kind)
            .Select(source => source.Id)
            .ToItems();

    private static void Write(Booking booking, ArchivedGroup group)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(group, AccountJson.Default.ArchivedGroup);
        foreach (var bill in group.Bills)
        {
            Write(booking, ArchiveShelf.Bill, bill.BillId, json);
            foreach (var adjustment in bill.Adjustments)
            {
                Write(booking, ArchiveShelf.Adjustment, adjustment.AdjustmentId, "{}"u8.ToArray());
            }
        }

        foreach (var source in group.Sources)
        {
            var shelf = source.Kind == FundingKind.Payment ? ArchiveShelf.Payment : ArchiveShelf.Credit;
            Write(booking, shelf, source.Id, json);
            foreach (var reversal in source.Reversals)
            {
                Write(booking, ArchiveShelf.Reversal, reversal.ReversalId, "{}"u8.ToArray());
            }
        }
    }

    private static void Write(Booking booking, string shelf, string id, byte[] json) =>
        booking.Write(new SideRow.Archive(shelf, id, json));
}
