using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>Whether the person on the line is the customer; before that, nothing of the account is told.</summary>
internal static class Identifying
{
    /// <summary>Books a check and its verdict.</summary>
    /// <param name="work">The decision.</param>
    /// <param name="check">The check.</param>
    /// <param name="by">Who checked: the principal.</param>
    public static Decision<TaskEvent> Check(TaskWork work, TaskCommand.CheckIdentity check, string by)
    {
        var state = work.State;
        var malformed = Codes.Check("/method", check.Method)
            ?? Codes.CheckIfGiven("/agentId", check.Agent);
        if (malformed is not null)
        {
            return malformed;
        }

        if (!state.IsOpen || state.Pauses.Count > 0)
        {
            return TaskRejections.State(state);
        }

        if (state.Claim is { } claim && claim.Until > work.At && claim.Agent != (check.Agent ?? by))
        {
            return TaskRejections.Claimed(state);
        }

        if (state.Identity?.IsWrongParty(work.At) is true)
        {
            return TaskRejections.WrongParty;
        }

        if (!check.Matches)
        {
            var failures = 1 + (state.Identity?.FailuresAt(work.At) ?? 0);
            work.Book(new TaskEvent.IdentityFailed(check.Method, by, failures));
        }
        else if (state.Identity?.Lets(by, work.At) is not true)
        {
            work.Book(new TaskEvent.IdentityVerified(check.Method, by, work.At + Claiming.Patience));
        }

        return work.Decision;
    }
}
