using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>Two tasks about the same bill are one.</summary>
internal static class Merging
{
    /// <summary>This one ends in another.</summary>
    public static Decision<TaskEvent> Merge(CollectionTask state, TaskTerms terms, string into)
    {
        if (Codes.Check("/into", into) is { } malformed)
        {
            return malformed;
        }

        if (into == state.Id)
        {
            return Rejection.Invalid("/into", "into_itself", "A task is not merged into itself.");
        }

        return state.Phase switch
        {
            TaskPhase.Open => Decision<TaskEvent>.Accept(new TaskEvent.Merged(terms.AccountId, into)),
            TaskPhase.Merged => Decision<TaskEvent>.Nothing,
            _ => TaskRejections.State(state),
        };
    }

    /// <summary>Another one ended in this one; that is recorded whatever has become of this one.</summary>
    public static Decision<TaskEvent> Absorb(CollectionTask state, TaskCommand.AbsorbTask absorb)
    {
        var malformed = Codes.Check("/taskId", absorb.TaskId) ?? TaskForm.Word("/campaign", absorb.Campaign);
        if (malformed is not null)
        {
            return malformed;
        }

        return absorb.TaskId == state.Id || state.Duplicates.Contains(absorb.TaskId)
            ? Decision<TaskEvent>.Nothing
            : Decision<TaskEvent>.Accept(new TaskEvent.DuplicateMerged(absorb.TaskId, absorb.Campaign));
    }
}
