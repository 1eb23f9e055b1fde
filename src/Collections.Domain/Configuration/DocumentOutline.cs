using System.Security.Cryptography;
using System.Text;
using Collections.Kernel.Documents;

namespace Collections.Domain.Configuration;

/// <summary>
/// One part of a document: which item it belongs to, which key of it, and a digest of what stands there.
/// </summary>
/// <param name="Item">The item, e.g. <c>state SUSPENDED</c>; for a plain key the key itself.</param>
/// <param name="Key">The key within the item; empty for an item that is no map.</param>
/// <param name="Digest">First 16 hex digits of the SHA-256 of its canonical JSON.</param>
public sealed record OutlinePart(string Item, string Key, string Digest);

/// <summary>
/// The parts of a document by name, in its order, without their content: enough to say what the next version changes
/// while the entity keeps no text. Lists of named maps and maps of maps are taken apart into items.
/// </summary>
public sealed record DocumentOutline
{
    /// <summary>Most parts kept; a change beyond them is not named (a policy of a thousand keys is none).</summary>
    public const int PartsMax = 1_000;

    /// <summary>Most changes named; one more line says how many more there are.</summary>
    public const int ChangesMax = 100;

    private const int DigestLength = 16;

    /// <summary>Nothing.</summary>
    public static DocumentOutline Empty { get; } = new();

    /// <summary>The parts, in the document's order.</summary>
    public IReadOnlyList<OutlinePart> Parts { get; init; } = [];

    /// <summary>The outline of a document.</summary>
    public static DocumentOutline Of(Node document)
    {
        var parts = new List<OutlinePart>();
        if (document is Node.Mapping map)
        {
            foreach (var (key, value) in map.Entries)
            {
                AddEntry(parts, key, value);
            }
        }

        return new DocumentOutline { Parts = parts.Count > PartsMax ? parts[..PartsMax] : parts };
    }

    /// <summary>
    /// What <paramref name="next"/> changes: items added, removed, changed (which keys) or moved; short texts. Against
    /// nothing: <c>first version</c>.
    /// </summary>
    public IReadOnlyList<string> ChangesTo(DocumentOutline next)
    {
        if (Parts.Count == 0)
        {
            return ["first version"];
        }

        var before = Items(Parts);
        var after = Items(next.Parts);
        var changes = new List<string>();
        foreach (var (item, keys) in after)
        {
            if (!before.TryGetValue(item, out var old))
            {
                changes.Add($"{item} added");
            }
            else if (ChangedKeys(old, keys) is { Count: > 0 } changed)
            {
                changes.Add(changed is [""] ? $"{item} changed" : $"{item} changed: {string.Join(", ", changed)}");
            }
        }

        changes.AddRange(before.Keys.Where(item => !after.ContainsKey(item)).Select(item => $"{item} removed"));
        if (!before.Keys.Where(after.ContainsKey).SequenceEqual(after.Keys.Where(before.ContainsKey)))
        {
            changes.Add("order changed");
        }

        return changes.Count <= ChangesMax
            ? changes
            : [.. changes.Take(ChangesMax), $"and {changes.Count - ChangesMax} more"];
    }

    private static void AddEntry(List<OutlinePart> parts, string key, Node value)
    {
        switch (value)
        {
            case Node.Sequence list when list.Items.Count > 0 && list.Items.All(item => NameOf(item) is not null):
                foreach (var item in list.Items)
                {
                    AddItem(parts, $"{Singular(key)} {NameOf(item)}", item);
                }

                break;
            case Node.Sequence list when list.Items.Count > 0 && list.Items.All(item => item is Node.Scalar):
                foreach (var item in list.Items.Cast<Node.Scalar>())
                {
                    parts.Add(new OutlinePart($"{Singular(key)} {item.Text}", string.Empty, Digest(item)));
                }

                break;
            case Node.Mapping map when map.Entries.Count > 0 && map.Entries.All(entry => entry.Value is Node.Mapping):
                foreach (var (name, item) in map.Entries)
                {
                    AddItem(parts, $"{Singular(key)} {name}", item);
                }

                break;
            default:
                AddItem(parts, key, value);
                break;
        }
    }

    private static void AddItem(List<OutlinePart> parts, string item, Node value)
    {
        if (value is not Node.Mapping { Entries.Count: > 0 } map)
        {
            parts.Add(new OutlinePart(item, string.Empty, Digest(value)));
            return;
        }

        foreach (var (key, part) in map.Entries)
        {
            parts.Add(new OutlinePart(item, key, Digest(part)));
        }
    }

    private static string? NameOf(Node item) =>
        item is Node.Mapping map && map["name"] is Node.Scalar { IsNull: false, Text: { } name } ? name : null;

    private static string Singular(string key) => key.EndsWith('s') ? key[..^1] : key;

    private static string Digest(Node value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonDocuments.Write(value))))[..DigestLength];

    // In document order, so that a change of order shows.
    private static OrderedDictionary<string, Dictionary<string, string>> Items(IReadOnlyList<OutlinePart> parts)
    {
        var items = new OrderedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (!items.TryGetValue(part.Item, out var keys))
            {
                keys = new Dictionary<string, string>(StringComparer.Ordinal);
                items.Add(part.Item, keys);
            }

            keys[part.Key] = part.Digest;
        }

        return items;
    }

    private static List<string> ChangedKeys(Dictionary<string, string> before, Dictionary<string, string> after) =>
        [.. before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))];
}
