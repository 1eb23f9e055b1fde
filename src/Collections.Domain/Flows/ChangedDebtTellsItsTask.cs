using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>
/// A task whose debt is paid ends; one whose debt is on hold or disputed rests until it no longer is.
/// </summary>
internal static class ChangedDebtTellsItsTask
{
    /// <summary>The message to the task.</summary>
    internal static IReadOnlyList<Message> React(Account after, AccountEvent.TaskTold told) =>
        [TaskMessages.To(after.Tenant, told.TaskId, CommandOf(told))];

    private static TaskCommand CommandOf(AccountEvent.TaskTold told) => told switch
    {
        { News: TaskNews.Paid } => new TaskCommand.CancelTask("paid"),
        { Over: true } => new TaskCommand.ResumeTask(WordOf(told.News)),
        _ => new TaskCommand.PauseTask(WordOf(told.News)),
    };

    private static string WordOf(TaskNews news) => news == TaskNews.Held ? Pausing.Held : Pausing.Disputed;
}
