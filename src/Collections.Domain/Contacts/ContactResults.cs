using System.Collections.Frozen;

namespace Collections.Domain.Contacts;

/// <summary>
/// What the rules have to know of how a contact ended: whether somebody took it and whether there was a conversation.
/// Names are canonical, upper case; a few words of everyday use stand for one of them.
/// </summary>
public static class ContactResults
{
    /// <summary>A person answered.</summary>
    public const string AnsweredHuman = "ANSWERED_HUMAN";

    /// <summary>A written message was handed to its channel.</summary>
    public const string Sent = "SENT";

    /// <summary>Nothing better is known; counts like a call that was put through.</summary>
    public const string Other = "OTHER";

    /// <summary>Answered, and dropped for want of an agent.</summary>
    public const string Abandoned = "ABANDONED";

    /// <summary>It was not made after all; counts for nothing.</summary>
    public const string NotMade = "NOT_MADE";

    private static readonly FrozenSet<string> Connecting = FrozenSet.ToFrozenSet(
        [AnsweredHuman, "ANSWERED_MACHINE", "CALL_FORWARDED", "FAX", Abandoned, "SILENT", Other], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Unconnected = FrozenSet.ToFrozenSet(
        [
            "BUSY", "NO_ANSWER", "REJECTED", "POWERED_OFF", "UNREACHABLE", "OUT_OF_SERVICE", "VACANT",
            "BARRED_INCOMING", "CARRIER_BLOCKED", "NETWORK", "INVALID_FORMAT", "LOCAL_LIMIT", "CANCELED", Sent, NotMade,
        ],
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["CONVERSATION"] = AnsweredHuman,
        ["ANSWERED"] = AnsweredHuman,
        ["REACHED"] = AnsweredHuman,
        ["VOICEMAIL"] = "ANSWERED_MACHINE",
        ["MACHINE"] = "ANSWERED_MACHINE",
        ["DROP"] = Abandoned,
        ["DROPPED"] = Abandoned,
        ["CANCELLED"] = "CANCELED",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The canonical names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Connecting.Concat(Unconnected).Order(StringComparer.Ordinal)];

    /// <summary>Whether a word, in any case, is a canonical name or stands for one.</summary>
    public static bool IsKnown(string word)
    {
        var upper = word.ToUpperInvariant();
        return Connecting.Contains(upper) || Unconnected.Contains(upper) || Aliases.ContainsKey(upper);
    }

    /// <summary>The canonical name of a word; <see cref="Other"/> of one that nobody knows.</summary>
    public static string Canonical(string word)
    {
        var upper = word.ToUpperInvariant();
        return Aliases.GetValueOrDefault(upper)
            ?? (Connecting.Contains(upper) || Unconnected.Contains(upper) ? upper : Other);
    }

    /// <summary>Whether the contact was put through; null, not known yet, counts as if it will be.</summary>
    public static bool IsConnected(string? result) => result is null || Connecting.Contains(result);

    /// <summary>Whether there was a conversation; null, not known yet, counts as if there will be one.</summary>
    public static bool IsConversation(string? result) => result is null or AnsweredHuman;
}
