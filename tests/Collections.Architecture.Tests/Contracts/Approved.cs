using Collections.Architecture.Tests.Reading;

namespace Collections.Architecture.Tests.Contracts;

/// <summary>An approved text under contracts/: rewritten when <c>UPDATE_GOLDEN=1</c>, compared otherwise.</summary>
internal static class Approved
{
    private const int DifferencesShown = 20;

    /// <summary>What is new and what is gone against the approved text; empty when it was just rewritten.</summary>
    public static IReadOnlyList<string> Differences(string file, IReadOnlyList<string> lines)
    {
        var path = Path.Combine(Checkout.Root, "contracts", file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, string.Join('\n', lines) + "\n");
        }

        return Compare(File.Exists(path) ? File.ReadAllText(path).TrimEnd('\n').Split('\n') : [], lines);
    }

    /// <summary>
    /// Lines only in <paramref name="actual"/> with a plus, lines only in <paramref name="approved"/> with a minus.
    /// </summary>
    public static IReadOnlyList<string> Compare(IReadOnlyList<string> approved, IReadOnlyList<string> actual)
    {
        if (approved.SequenceEqual(actual, StringComparer.Ordinal))
        {
            return [];
        }

        var added = actual.Except(approved, StringComparer.Ordinal).Select(line => "+ " + line);
        var removed = approved.Except(actual, StringComparer.Ordinal).Select(line => "- " + line);
        IReadOnlyList<string> changes = [.. removed.Concat(added).Take(DifferencesShown)];
        return changes.Count > 0 ? changes : ["The lines stand in another order."];
    }
}
