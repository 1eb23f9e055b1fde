using System.Text.RegularExpressions;
using Collections.Architecture.Tests.Reading;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// Shipped files mention no path of the machine they were written on and no page that is not shipped.
/// </summary>
internal static partial class StandsAlone
{
    /// <summary>Mentions of what a reader of the checkout cannot open.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from line in file.Lines.Index()
           where Foreign().IsMatch(line.Item)
           select $"{file.Path}:{line.Index + 1}: names a place outside the project: {line.Item.Trim()}",
    ];

    // The brackets keep the pattern from finding itself.
    [GeneratedRegex(
        @"(^|[^\w.])/(wor[k]|far[m]|roo[t]|hom[e]/\w+)/|\bshare[d]/(spec|design|reference|scenarios|hooks|steering)\b"
        + @"|\b(semantic[s]|interface[s])\.md\b")]
    private static partial Regex Foreign();
}
