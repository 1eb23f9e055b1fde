using System.Text.RegularExpressions;

namespace Collections.Server.Tests.Api;

/// <summary>Paths of operations with something in their holes.</summary>
internal static partial class Uris
{
    /// <summary>A path whose ids nobody has.</summary>
    public static string Fill(string path) => Hole().Replace(path, match => $"no-{match.Groups["name"].Value}");

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex Hole();
}
