using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>Tasks that rest for a reason, and go on when no reason is left.</summary>
internal static class Pausing
{
    /// <summary>The account is on hold; only the account ends it.</summary>
    public const string Held = "held";

    /// <summary>All of the debt is disputed; only the account ends it.</summary>
    public const string Disputed = "disputed";

    private const int ReasonsMax = 10;

    /// <summary>Rests; a reason that stands changes nothing.</summary>
    public static Decision<TaskEvent> Pause(CollectionTask state, string reason)
    {
        if (Codes.Check("/reason", reason) is { } malformed)
        {
            return malformed;
        }

        if (!state.IsOpen)
        {
            return TaskRejections.State(state);
        }

        if (state.Pauses.Contains(reason))
        {
            return Decision<TaskEvent>.Nothing;
        }

        return state.Pauses.Count >= ReasonsMax
            ? Rejection.Refused("too_many_pauses", $"At most {ReasonsMax} reasons pause a task.")
            : Decision<TaskEvent>.Accept(new TaskEvent.Paused(reason));
    }

    /// <summary>Goes on; nothing was shifted: what is overdue comes at once, within its hours.</summary>
    public static Decision<TaskEvent> Resume(TaskWork work, string? reason)
    {
        if (!work.State.IsOpen)
        {
            return TaskRejections.State(work.State);
        }

        List<string> gone =
        [
            .. work.State.Pauses.Where(
                standing => reason is null ? standing is not (Held or Disputed) : standing == reason),
        ];
        foreach (var each in gone)
        {
            work.BookPlanned(next => new TaskEvent.Resumed(each, next));
        }

        return work.Decision;
    }
}
