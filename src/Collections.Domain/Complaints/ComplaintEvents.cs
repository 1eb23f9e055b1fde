using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Complaints;

/// <summary>What happened to a complaint.</summary>
public abstract record ComplaintEvent
{
    private ComplaintEvent()
    {
    }

    /// <summary>It was filed.</summary>
    [EventType("complaint.filed")]
    public sealed record Filed(ComplaintTerms Terms, Instant DueAt) : ComplaintEvent
    {
        /// <summary>Contacts that it is about.</summary>
        public IReadOnlyList<string> ContactIds { get; init; } = [];

        /// <summary>Tasks that it is about.</summary>
        public IReadOnlyList<string> TaskIds { get; init; } = [];
    }

    /// <summary>It is about further contacts and tasks.</summary>
    [EventType("complaint.linked")]
    public sealed record Linked(IReadOnlyList<string> ContactIds, IReadOnlyList<string> TaskIds) : ComplaintEvent;

    /// <summary>Somebody looks into it, or nobody any more.</summary>
    [EventType("complaint.assigned")]
    public sealed record Assigned(string? To) : ComplaintEvent;

    /// <summary>It was not settled in time.</summary>
    [EventType("complaint.overdue")]
    public sealed record Late(Instant DueAt) : ComplaintEvent;

    /// <summary>It ended.</summary>
    [EventType("complaint.resolved")]
    public sealed record Resolved(bool Upheld, string Reason) : ComplaintEvent;

    /// <summary>It was taken up again.</summary>
    [EventType("complaint.reopened")]
    public sealed record Reopened(string Reason, Instant DueAt) : ComplaintEvent;
}
