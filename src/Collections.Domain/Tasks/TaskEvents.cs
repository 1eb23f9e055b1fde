using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>What happened to a task.</summary>
public abstract record TaskEvent
{
    private TaskEvent()
    {
    }

    /// <summary>It was created.</summary>
    [EventType("task.created")]
    public sealed record Created(TaskTerms Terms) : TaskEvent;

    /// <summary>It was given to an agent; null for back to its queue.</summary>
    [EventType("task.assigned")]
    public sealed record Assigned(string? To) : TaskEvent;

    /// <summary>It was done.</summary>
    /// <param name="AccountId">The account it was about.</param>
    /// <param name="Outcome">The disposition.</param>
    [EventType("task.closed")]
    public sealed record Closed(string AccountId, string Outcome) : TaskEvent;

    /// <summary>It is not to be done any more.</summary>
    /// <param name="AccountId">The account it was about.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ByAccount">Whether the account itself took it back and so needs no word of it.</param>
    [EventType("task.cancelled")]
    public sealed record Cancelled(string AccountId, string Reason, bool ByAccount) : TaskEvent;
}
