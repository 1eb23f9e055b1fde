using System.Globalization;

namespace Collections.Domain.Configuration;

/// <summary>A place in a policy's document, and how changes of it are told.</summary>
/// <param name="Path">The path, names instead of places.</param>
/// <param name="ItemKind">What it belongs to.</param>
/// <param name="Name">The item's name; null for the policy itself.</param>
/// <param name="Inside">The way from the item to the place, in words; empty for the item itself.</param>
internal sealed record PolicyPlace(string Path, string ItemKind, string? Name, string Inside)
{
    private const string Policy = "policy";

    public static PolicyPlace Root { get; } = new(string.Empty, Policy, null, string.Empty);

    /// <summary>The place under a key of this one.</summary>
    public PolicyPlace Key(string key) =>
        Path == "/treatments"
            ? Item(key)
            : this with { Path = $"{Path}/{Escaped(key)}", Inside = Inside.Length == 0 ? key : $"{Inside} {key}" };

    /// <summary>The place of a named item, or of one known by its turn, in this list.</summary>
    public PolicyPlace Item(string name)
    {
        var path = $"{Path}/{Escaped(name)}";
        return (Path, ItemKind, Inside) switch
        {
            ("/states", _, _) => new PolicyPlace(path, "state", name, string.Empty),
            ("/rules", _, _) => new PolicyPlace(path, "rule", name, string.Empty),
            ("/treatments", _, _) => new PolicyPlace(path, "treatment", name, string.Empty),
            ("/reminders", _, _) => new PolicyPlace(path, "reminder", name, string.Empty),
            (_, "treatment", "steps") => new PolicyPlace(path, "step", $"{Name}/{name}", string.Empty),
            _ => this with { Path = path },
        };
    }

    public PolicyChange Added(string after) =>
        Tell(PolicyChangeKind.Added, null, after, Inside.Length == 0 ? "is new" : $"{Inside}: {after} is new");

    public PolicyChange Removed(string before) =>
        Tell(PolicyChangeKind.Removed, before, null, Inside.Length == 0 ? "is gone" : $"{Inside}: {before} is gone");

    public PolicyChange Changed(string before, string after) =>
        Tell(PolicyChangeKind.Changed, before, after, $"{Inside} changes from {before} to {after}");

    public PolicyChange Moved(int from, int to)
    {
        var (was, now) = (from.ToString(CultureInfo.InvariantCulture), to.ToString(CultureInfo.InvariantCulture));
        return Tell(PolicyChangeKind.Moved, was, now, $"moves from place {was} to place {now}");
    }

    private PolicyChange Tell(PolicyChangeKind kind, string? before, string? after, string words)
    {
        var subject = Name is null ? string.Empty
            : Inside.Length == 0 ? $"{ItemKind} {Name} "
            : $"{ItemKind} {Name}: ";
        return new PolicyChange(kind, ItemKind, Name, Path, before, after, subject + words);
    }

    private static string Escaped(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
