using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>A step that ends while its task is open calls the task off.</summary>
internal static class EndedStepCancelsItsTask
{
    /// <summary>The reason given when a person skipped the step and gave none.</summary>
    internal const string Skipped = "step_skipped";

    private const string ByHand = "step_cancelled";

    /// <summary>The message to the task. What a person wrote stays with the account; a task knows codes.</summary>
    internal static IReadOnlyList<Message> React(Account after, string taskId, string reason) =>
        [TaskMessages.To(
            after.Tenant, taskId, new TaskCommand.CancelTask(EntityKey.IsValidId(reason) ? reason : ByHand))];
}
