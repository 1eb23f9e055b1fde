namespace Collections.Domain.Accounts;

/// <summary>
/// Bills and sources linked by allocations form groups: whoever touches one item may need all of its group. Only groups
/// that may leave as a whole are given.
/// </summary>
internal static class LinkedGroups
{
    /// <summary>The groups whose every item is among those that may leave, in order of arrival.</summary>
    public static IReadOnlyList<ArchivedGroup> Of(
        Account account, (HashSet<string> Bills, HashSet<(FundingKind, string)> Sources) mayLeave)
    {
        if (mayLeave.Bills.Count == 0 && mayLeave.Sources.Count == 0)
        {
            return [];
        }

        // Union by smallest index: bills come first, then sources.
        var bills = account.Bills.Span;
        var sources = account.Sources.Span;
        var root = new int[bills.Length + sources.Length];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (var i = 0; i < root.Length; i++)
        {
            root[i] = i;
            if (i < bills.Length)
            {
                places[bills[i].BillId] = i;
            }
        }

        for (var i = 0; i < sources.Length; i++)
        {
            foreach (var allocation in sources[i].Allocations)
            {
                Join(root, bills.Length + i, places[allocation.BillId]);
            }
        }

        return Collect(account, root, mayLeave);
    }

    private static List<ArchivedGroup> Collect(
        Account account, int[] root, (HashSet<string> Bills, HashSet<(FundingKind, string)> Sources) mayLeave)
    {
        SortedDictionary<int, (List<Bill> Bills, List<FundingSource> Sources)> groups = [];
        HashSet<int> staying = [];
        for (var i = 0; i < root.Length; i++)
        {
            var group = Root(root, i);
            if (!groups.TryGetValue(group, out var members))
            {
                groups[group] = members = ([], []);
            }

            bool leaves;
            if (i < account.Bills.Count)
            {
                var bill = account.Bills[i];
                members.Bills.Add(bill);
                leaves = mayLeave.Bills.Contains(bill.BillId);
            }
            else
            {
                var source = account.Sources[i - account.Bills.Count];
                members.Sources.Add(source);
                leaves = mayLeave.Sources.Contains((source.Kind, source.Id));
            }

            if (!leaves)
            {
                staying.Add(group);
            }
        }

        return
        [
            .. groups
                .Where(group => !staying.Contains(group.Key))
                .Select(group => new ArchivedGroup(group.Value.Bills.ToItems(), group.Value.Sources.ToItems())),
        ];
    }

    private static void Join(int[] root, int left, int right)
    {
        var a = Root(root, left);
        var b = Root(root, right);
        root[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(int[] root, int index)
    {
        while (root[index] != index)
        {
            index = root[index];
        }

        return index;
    }
}
