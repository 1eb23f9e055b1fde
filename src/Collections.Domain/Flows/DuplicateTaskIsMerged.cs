using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>Of two tasks about the same bill the later one ends in the earlier one.</summary>
internal static class DuplicateTaskIsMerged
{
    /// <summary>The messages to both tasks.</summary>
    internal static IReadOnlyList<Message> React(Account after, AccountEvent.TaskDuplicate duplicate) =>
    [
        TaskMessages.To(after.Tenant, duplicate.TaskId, new TaskCommand.MergeTask(duplicate.Into)),
        TaskMessages.To(after.Tenant, duplicate.Into, new TaskCommand.AbsorbTask(duplicate.TaskId, null)),
    ];
}
