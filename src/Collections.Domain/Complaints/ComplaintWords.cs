using Collections.Kernel;

namespace Collections.Domain.Complaints;

/// <summary>The words of complaints, as rows and the API use them.</summary>
public static class ComplaintWords
{
    /// <summary>The word of a phase.</summary>
    public static string Of(ComplaintPhase phase) => phase switch
    {
        ComplaintPhase.Announced => "announced",
        ComplaintPhase.Open => "open",
        ComplaintPhase.Resolved => "resolved",
        ComplaintPhase.Rejected => "rejected",
        _ => throw Invariant.Unreachable($"Unknown phase {phase}."),
    };

    /// <summary>The words to filter by, sorted.</summary>
    internal static IReadOnlyList<string> Labels(Complaint state, ComplaintTerms terms)
    {
        (string Name, string? Value)[] all =
        [
            ("agent", state.AssignedTo), ("category", terms.Category), ("channel", terms.Channel),
            ("source", terms.Source),
        ];
        return
        [
            .. all
                .Where(label => label.Value is not null)
                .Select(label => $"{label.Name}:{label.Value}")
                .Concat(state.Overdue ? ["overdue"] : Array.Empty<string>())
                .Order(StringComparer.Ordinal),
        ];
    }
}
