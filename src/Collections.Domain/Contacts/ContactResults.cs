using Collections.Domain.Outcomes;

namespace Collections.Domain.Contacts;

/// <summary>
/// How contacts end, as the rules see it: the canonical outcomes of calls, and two more for what is no call.
/// </summary>
public static class ContactResults
{
    /// <summary>A person answered.</summary>
    public const string AnsweredHuman = "ANSWERED_HUMAN";

    /// <summary>A written message was handed to its channel.</summary>
    public const string Sent = "SENT";

    /// <summary>Nothing better is known.</summary>
    public const string Other = OutcomeTable.Other;

    /// <summary>Answered, and dropped for want of an agent.</summary>
    public const string Abandoned = "ABANDONED";

    /// <summary>It was not made after all; counts for nothing.</summary>
    public const string NotMade = "NOT_MADE";

    /// <summary>Whether a word, in any case, is a canonical outcome or stands for one.</summary>
    public static bool IsKnown(string word) =>
        OwnOrNull(word) is not null || OutcomeTable.Shipped.OrNull(word) is not null;

    /// <summary>The canonical outcome of a word; <see cref="Other"/> of one that nobody knows.</summary>
    public static string Canonical(string word) =>
        OwnOrNull(word) ?? OutcomeTable.Shipped.OrNull(word)?.Code ?? Other;

    /// <summary>Whether the contact was put through. Null, not known yet, counts as if it will be.</summary>
    public static bool IsConnected(string? result) =>
        result is null or Other || (OutcomeTable.Shipped.OrNull(result)?.Connected ?? false);

    /// <summary>Whether there was a conversation. Null, not known yet, counts as if there will be one.</summary>
    public static bool IsConversation(string? result) =>
        result is null || (OutcomeTable.Shipped.OrNull(result)?.Conversation ?? false);

    private static string? OwnOrNull(string word) =>
        string.Equals(word, Sent, StringComparison.OrdinalIgnoreCase) ? Sent
        : string.Equals(word, NotMade, StringComparison.OrdinalIgnoreCase) ? NotMade
        : null;
}
