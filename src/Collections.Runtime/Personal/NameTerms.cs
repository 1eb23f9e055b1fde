using System.Buffers;
using System.Globalization;

namespace Collections.Runtime.Personal;

/// <summary>
/// By which words a name can be found without being readable: keyed hashes of the beginnings of its words. Few
/// beginnings are kept; whoever finds by them opens what he found and looks at the rest.
/// </summary>
public static class NameTerms
{
    /// <summary>Words of a name that count; the rest of a long one finds nothing.</summary>
    private const int WordsMax = 3;

    /// <summary>Longer texts are no names.</summary>
    private const int LengthMax = 100;

    /// <summary>Hex digits kept of a hash: what is found is looked at anyway.</summary>
    private const int TermLength = 12;

    private static readonly SearchValues<char> NoName = SearchValues.Create("0123456789@");

    // One character says much in Chinese and next to nothing in Latin script.
    private static readonly int[] Lengths = [1, 2, 4];

    /// <summary>The terms of a name; none for what is no name (numbers, addresses, long texts).</summary>
    public static IReadOnlyList<string> Of(TenantKeys keys, string name) =>
        name.Length > LengthMax || name.AsSpan().ContainsAny(NoName)
            ? []
            : [.. Words(name).Take(WordsMax).SelectMany(Beginnings).Distinct().Select(start => Term(keys, start))];

    /// <summary>
    /// The terms that a beginning of a name has, one per word; none when it is too short to be found.
    /// </summary>
    public static IReadOnlyList<string> ToFind(TenantKeys keys, string beginning)
    {
        List<string> starts =
            [.. Words(beginning).Take(WordsMax).Select(word => Beginnings(word).LastOrDefault(string.Empty))];
        return starts.Contains(string.Empty) ? [] : [.. starts.Select(start => Term(keys, start))];
    }

    /// <summary>Whether every word of a beginning begins a word of the name.</summary>
    public static bool Begins(string beginning, string name) =>
        Words(beginning).All(start => Words(name).Any(word => word.StartsWith(start, StringComparison.Ordinal)));

    private static string[] Words(string text) =>
        text.ToLower(CultureInfo.InvariantCulture).Split(
            ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Beginnings(string word) => Lengths
        .Where(length => length <= word.Length && (length > 1 || !char.IsAscii(word[0])))
        .Select(length => word[..length]);

    private static string Term(TenantKeys keys, string start) => $"name:{keys.Hash($"name\n{start}")[..TermLength]}";
}
