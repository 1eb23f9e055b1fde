using System.Globalization;
using Collections.Kernel.Documents;

namespace Collections.Domain.Configuration;

/// <summary>
/// What one version of a policy changes against another, by meaning: items are matched by name, lists of words are
/// sets, a value that is left out is its default, thresholds are compared by value. Pure.
/// </summary>
public static class PolicyDiff
{
    /// <summary>Most changes told; two documents that differ in more are two documents.</summary>
    public const int ChangesMax = 500;

    /// <summary>The differences in the order of the newer document, what is gone after what is new.</summary>
    /// <param name="before">The older version's document.</param>
    /// <param name="after">The newer version's document.</param>
    public static IReadOnlyList<PolicyChange> Between(Node before, Node after)
    {
        var found = new List<PolicyChange>();
        Compare(found, PolicyPlace.Root, Meaning.Of(before), Meaning.Of(after));
        return found.Count > ChangesMax ? found[..ChangesMax] : found;
    }

    private static void Compare(List<PolicyChange> found, PolicyPlace place, Node before, Node after)
    {
        switch (before, after)
        {
            case (Node.Mapping older, Node.Mapping newer):
                CompareMaps(found, place, older, newer);
                break;
            case (Node.Sequence older, Node.Sequence newer) when AreNamed(older) && AreNamed(newer):
                CompareNamed(found, place, older, newer);
                break;
            case (Node.Sequence older, Node.Sequence newer):
                CompareUnnamed(found, place, older, newer);
                break;
            default:
                if (Meaning.Text(before) is var from && Meaning.Text(after) is var to && from != to)
                {
                    found.Add(place.Changed(from, to));
                }

                break;
        }
    }

    private static void CompareMaps(
        List<PolicyChange> found, PolicyPlace place, Node.Mapping older, Node.Mapping newer)
    {
        foreach (var (key, value) in newer.Entries)
        {
            if ((older[key] ?? Without(place, key, value)) is { } before)
            {
                Compare(found, place.Key(key), before, value);
            }
            else
            {
                found.Add(place.Key(key).Added(Meaning.Text(value)));
            }
        }

        foreach (var (key, value) in older.Entries)
        {
            if (newer.TryGet(key, out _))
            {
                continue;
            }

            if (Without(place, key, value) is { } nothing)
            {
                Compare(found, place.Key(key), value, nothing);
            }
            else
            {
                found.Add(place.Key(key).Removed(Meaning.Text(value)));
            }
        }
    }

    /// <summary>A part that is left out has no items, and each item of the other version is told by itself.</summary>
    private static Node? Without(PolicyPlace place, string key, Node other) =>
        place != PolicyPlace.Root || key is not ("states" or "rules" or "treatments" or "reminders")
            ? null
            : other switch
            {
                Node.Sequence list => list with { Items = [] },
                Node.Mapping map => map with { Entries = [] },
                _ => null,
            };

    private static void CompareNamed(
        List<PolicyChange> found, PolicyPlace place, Node.Sequence older, Node.Sequence newer)
    {
        var was = Names(older);
        var now = Names(newer);
        var stayed = now.Where(was.Contains).ToList();
        var order = was.Where(now.Contains).ToList();
        var moved = Moved(order, stayed);
        for (var i = 0; i < now.Count; i++)
        {
            var item = place.Item(now[i]);
            var from = was.IndexOf(now[i]);
            if (from < 0)
            {
                found.Add(item.Added(Meaning.Text(newer.Items[i])));
                continue;
            }

            if (moved.Contains(now[i]))
            {
                found.Add(item.Moved(from + 1, i + 1));
            }

            Compare(found, item, older.Items[from], newer.Items[i]);
        }

        for (var i = 0; i < was.Count; i++)
        {
            if (!now.Contains(was[i]))
            {
                found.Add(place.Item(was[i]).Removed(Meaning.Text(older.Items[i])));
            }
        }
    }

    /// <summary>What has no name is itself; of the rest, those that stand in for each other are compared.</summary>
    private static void CompareUnnamed(
        List<PolicyChange> found, PolicyPlace place, Node.Sequence older, Node.Sequence newer)
    {
        var gone = older.Items.ToList();
        var come = new List<(Node Item, int Index)>();
        for (var i = 0; i < newer.Items.Count; i++)
        {
            var text = Meaning.Text(newer.Items[i]);
            var same = gone.FindIndex(item => Meaning.Text(item) == text);
            if (same >= 0)
            {
                gone.RemoveAt(same);
            }
            else
            {
                come.Add((newer.Items[i], i));
            }
        }

        foreach (var (item, index) in come)
        {
            var slot = place.Item((index + 1).ToString(CultureInfo.InvariantCulture));
            var like = gone.FindIndex(other => AreAlike(other, item));
            if (like >= 0)
            {
                Compare(found, slot, gone[like], item);
                gone.RemoveAt(like);
            }
            else
            {
                found.Add(Whole(place, item, slot).Added(Meaning.Text(item)));
            }
        }

        found.AddRange(gone.Select(item => Whole(place, item, place).Removed(Meaning.Text(item))));
    }

    /// <summary>A word of a list is told at the list, a part of a condition at its own place.</summary>
    private static PolicyPlace Whole(PolicyPlace list, Node item, PolicyPlace slot) =>
        item is Node.Scalar ? list : slot;

    private static bool AreAlike(Node one, Node other) =>
        one is Node.Mapping left
        && other is Node.Mapping right
        && left.Entries.Select(entry => entry.Key).ToHashSet().SetEquals(right.Entries.Select(entry => entry.Key));

    private static bool AreNamed(Node.Sequence list) =>
        list.Items.All(item => item is Node.Mapping map && map["name"] is Node.Scalar { Text: not null })
        && Names(list).Distinct(StringComparer.Ordinal).Count() == list.Items.Count;

    private static List<string> Names(Node.Sequence list) =>
        [.. list.Items.Select(item => ((Node.Scalar)((Node.Mapping)item)["name"]!).Text!)];

    /// <summary>The fewest items whose move explains the new order: those outside a longest rising run.</summary>
    private static HashSet<string> Moved(List<string> order, List<string> now)
    {
        var longest = new List<int>[now.Count];
        List<int> best = [];
        for (var i = 0; i < now.Count; i++)
        {
            var tail = Enumerable.Range(0, i)
                .Where(j => order.IndexOf(now[j]) < order.IndexOf(now[i]))
                .Select(j => longest[j])
                .MaxBy(run => run.Count) ?? [];
            longest[i] = [.. tail, i];
            best = longest[i].Count > best.Count ? longest[i] : best;
        }

        return [.. now.Where((_, i) => !best.Contains(i))];
    }
}
