using Collections.Kernel;

namespace Collections.Domain.Accounts;

public abstract partial record AccountEvent
{
    /// <summary>Somebody made a task about the account: it hears when the debt is paid, held or disputed.</summary>
    [EventType("account.task.linked")]
    public sealed record TaskLinked(TaskLink Link) : AccountEvent;

    /// <summary>A task about the account has ended.</summary>
    [EventType("account.task.unlinked")]
    public sealed record TaskUnlinked(string TaskId) : AccountEvent;

    /// <summary>A task is about the same as one that is open: the new one ends in the old one.</summary>
    /// <param name="TaskId">The new task.</param>
    /// <param name="Into">The open one.</param>
    [EventType("account.task.duplicate")]
    public sealed record TaskDuplicate(string TaskId, string Into) : AccountEvent;

    /// <summary>A task is told that its debt is paid, or held, or disputed, or no longer.</summary>
    /// <param name="TaskId">The task.</param>
    /// <param name="News">What.</param>
    /// <param name="Over">Whether it is over.</param>
    [EventType("account.task.told")]
    public sealed record TaskTold(string TaskId, TaskNews News, bool Over) : AccountEvent;
}

/// <summary>What a task is told about its debt.</summary>
public enum TaskNews
{
    /// <summary>Nothing is owed any more.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>A hold stops it.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("held")]
    Held,

    /// <summary>All of what is owed is disputed.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("disputed")]
    Disputed,
}
