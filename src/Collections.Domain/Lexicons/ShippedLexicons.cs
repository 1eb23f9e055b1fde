using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Lexicons;

/// <summary>The lexicons that ship with the program, a file per locale beside the code: always in force.</summary>
public static class ShippedLexicons
{
    private const string Folder = "lexicons/";

    private const string Extension = ".json";

    /// <summary>Their terms by locale.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ForbiddenTerm>> ByLocale { get; } =
        typeof(ShippedLexicons).Assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name[Folder.Length..^Extension.Length], Load, StringComparer.Ordinal);

    /// <summary>All terms.</summary>
    public static IReadOnlyList<ForbiddenTerm> All { get; } = [.. ByLocale.Values.SelectMany(terms => terms)];

    private static IReadOnlyList<ForbiddenTerm> Load(string resource)
    {
        using var stream = typeof(ShippedLexicons).Assembly.GetManifestResourceStream(resource);
        Invariant.Require(stream is not null, $"{resource} is embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var (node, syntax) = JsonDocuments.Read(bytes.ToArray());
        Invariant.Require(node is not null, $"{resource} is JSON, but for {syntax.Count} faults.");
        var faults = new FaultList();
        var terms = LexiconReader.Read(new NodeCursor(node, string.Empty, faults));
        Invariant.Require(!faults.HasErrors, $"{resource} is sound.");
        return terms;
    }
}
