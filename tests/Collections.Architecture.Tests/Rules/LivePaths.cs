using System.Text.RegularExpressions;
using Collections.Architecture.Tests.Reading;

namespace Collections.Architecture.Tests.Rules;

/// <summary>What the documents point at exists: relative links, and paths of the checkout in code spans.</summary>
internal static partial class LivePaths
{
    /// <summary>Links and paths of Markdown files that lead nowhere.</summary>
    /// <param name="documents">The Markdown files.</param>
    /// <param name="exists">Whether a path relative to the root is a file or a folder.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> documents, Func<string, bool> exists) =>
    [
        .. from document in documents
           from target in Links(document).Concat(Paths(document))
           where !exists(target)
           select $"{document.Path} points at {target}, which does not exist.",
    ];

    private static IEnumerable<string> Links(SourceFile document) =>
        Link().Matches(document.Text)
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.Combine(Path.GetDirectoryName(document.Path) ?? string.Empty, target));

    private static IEnumerable<string> Paths(SourceFile document) =>
        CodeSpan().Matches(document.Text).Select(match => match.Groups["path"].Value);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    /// <summary>Placeholders and patterns are no paths.</summary>
    [GeneratedRegex(@"`(?<path>(src|tests|docs|contracts|bench|eng)/[\w./-]*)(:\d+)?`")]
    private static partial Regex CodeSpan();
}
