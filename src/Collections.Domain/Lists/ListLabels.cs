using Collections.Kernel;

namespace Collections.Domain.Lists;

/// <summary>A list's terms as the words of its projection, from which a look-up reads them again.</summary>
public static class ListLabels
{
    private const string KindPrefix = "kind:";

    private const string ScopePrefix = "scope:";

    private const string ChannelPrefix = "channel:";

    /// <summary>The words, sorted.</summary>
    public static IReadOnlyList<string> Of(ListTerms terms) =>
    [
        .. terms.Channels.Select(channel => ChannelPrefix + channel)
            .Append(KindPrefix + WordOf(terms.Kind))
            .Append(ScopePrefix + terms.Scope)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The terms of a list by its projection; null when it is none.</summary>
    public static ListTerms? Read(EntityRow row)
    {
        var kind = KindOf(After(row, KindPrefix).FirstOrDefault());
        var scope = After(row, ScopePrefix).FirstOrDefault() is { } text ? ListScope.Parse(text) : null;
        return kind is null || scope is null
            ? null
            : new ListTerms(kind.Value, scope) { Channels = [.. After(row, ChannelPrefix)] };
    }

    /// <summary>The word of a kind.</summary>
    public static string WordOf(ListKind kind) => kind switch
    {
        ListKind.Dnc => "dnc",
        ListKind.Black => "black",
        ListKind.White => "white",
        _ => throw Invariant.Unreachable($"Unknown kind {kind}."),
    };

    /// <summary>The kind of a word; null when there is none.</summary>
    public static ListKind? KindOf(string? word) => word switch
    {
        "dnc" => ListKind.Dnc,
        "black" => ListKind.Black,
        "white" => ListKind.White,
        _ => null,
    };

    private static IEnumerable<string> After(EntityRow row, string prefix) => row.Labels
        .Where(label => label.StartsWith(prefix, StringComparison.Ordinal))
        .Select(label => label[prefix.Length..]);
}
