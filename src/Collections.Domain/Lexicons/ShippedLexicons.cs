using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Lexicons;

/// <summary>The lexicons that ship with the program, a file per locale beside the code: always in force.</summary>
public static class ShippedLexicons
{
    private const string Folder = "lexicons/";

    /// <summary>Their terms by locale.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ForbiddenTerm>> ByLocale { get; } =
        EmbeddedDocuments.InFolder(typeof(ShippedLexicons).Assembly, Folder)
            .ToDictionary(document => document.Key, Read, StringComparer.Ordinal);

    /// <summary>All terms.</summary>
    public static IReadOnlyList<ForbiddenTerm> All { get; } = [.. ByLocale.Values.SelectMany(terms => terms)];

    private static IReadOnlyList<ForbiddenTerm> Read(KeyValuePair<string, Node> document)
    {
        var faults = new FaultList();
        var terms = LexiconReader.Read(new NodeCursor(document.Value, string.Empty, faults));
        Invariant.Require(!faults.HasErrors, $"The lexicon {document.Key} is sound.");
        return terms;
    }
}
