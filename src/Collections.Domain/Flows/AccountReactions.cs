using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>What happens to an account, as commands to persons and tasks: one function per reaction.</summary>
public static class AccountReactions
{
    /// <summary>
    /// The messages an event gives. <paramref name="after"/> is the state after all events of the decision.
    /// </summary>
    public static IReadOnlyList<Message> React(Account after, AccountEvent happened) => happened switch
    {
        AccountEvent.NoticeRequested e => RequestedNoticeAsksThePerson.React(after, e),
        AccountEvent.TaskRequested e => RequestedTaskIsCreated.React(after, e),
        AccountEvent.StepCancelled { TaskId: { } taskId } e => EndedStepCancelsItsTask.React(after, taskId, e.Reason),
        AccountEvent.StepSkipped { TaskId: { } taskId } e =>
            EndedStepCancelsItsTask.React(after, taskId, e.Reason ?? EndedStepCancelsItsTask.Skipped),
        AccountEvent.TaskTold e => ChangedDebtTellsItsTask.React(after, e),
        AccountEvent.TaskDuplicate e => DuplicateTaskIsMerged.React(after, e),
        AccountEvent.Updated e => ChangedCustomerMovesContacts.React(after, e),
        AccountEvent.HoldPlaced e => PlacedHoldStopsContacts.React(after, e),
        AccountEvent.HoldReleased e => ReleasedHoldAllowsContacts.React(after, e),
        _ => [],
    };
}
