using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>The refusals of tasks.</summary>
internal static class TaskRejections
{
    public static Rejection Unknown(string taskId) =>
        Rejection.Unknown("task_unknown", $"There is no task '{taskId}'.");

    public static Rejection State(CollectionTask task) =>
        Rejection.Refused("task_state", $"The task '{task.Id}' is {task.StatusWord}.");

    public static Rejection Claimed(CollectionTask task) =>
        Rejection.Refused("task_claimed", $"The task '{task.Id}' is somebody else's.");

    public static Rejection WrongParty { get; } = Rejection.Refused(
        "identity_wrong_party",
        "Too many checks failed: tell nothing of the account, end the call and record the attempt.");

    public static Rejection NotDue(CollectionTask task) => Rejection.Refused(
        "task_not_due",
        task.NextAt is { } next
            ? $"The task '{task.Id}' may be attempted from {next} on."
            : $"The task '{task.Id}' may not be attempted until somebody acts.");
}
