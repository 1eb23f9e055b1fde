namespace Collections.Domain.Notices;

/// <summary>The names that a template's text may use; amounts and dates come written in the text's language.</summary>
public static class NoticeVocabulary
{
    /// <summary>The list that <c>each</c> walks.</summary>
    public const string Bills = "bills";

    /// <summary>Names that hold everywhere.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "accountId", "amount", "balance", "billCount", Bills, "company", "currency", "day", "daysPastDue", "message",
        "more", "name", "overdue", "state", "today",
    ];

    /// <summary>Names that hold for one bill within <c>each bills</c>; outer names are reached by <c>../</c>.</summary>
    public static IReadOnlyList<string> BillNames { get; } = ["amount", "billId", "dueDate"];

    /// <summary>Names of the loop itself.</summary>
    public static IReadOnlyList<string> LoopNames { get; } = ["@first", "@index", "@last"];
}
