using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>Times that were agreed with a customer.</summary>
internal static class Callbacks
{
    /// <summary>How far ahead a time may be agreed, in days.</summary>
    public const int DaysMax = 366;

    /// <summary>What is wrong with an agreed time; null when nothing is.</summary>
    public static Rejection? Refusal(Instant at, string? agent, Instant now)
    {
        if (agent is not null && Codes.Check("/agentId", agent) is { } malformed)
        {
            return malformed;
        }

        if (at <= now)
        {
            return Rejection.Refused("callback_in_past", "A callback lies ahead.");
        }

        return at > now + Duration.FromDays(DaysMax)
            ? Rejection.Refused("callback_beyond_horizon", $"A callback is at most {DaysMax} days ahead.")
            : null;
    }

    /// <summary>Agrees a time.</summary>
    public static Decision<TaskEvent> Agree(TaskWork work, TaskCommand.AgreeCallback agreed)
    {
        if (Refusal(agreed.At, agreed.Agent, work.At) is { } refusal)
        {
            return refusal;
        }

        if (!work.State.IsOpen)
        {
            return TaskRejections.State(work.State);
        }

        var callback = new TaskCallback(agreed.At, agreed.Agent);
        if (work.State.Callback == callback)
        {
            return Decision<TaskEvent>.Nothing;
        }

        work.BookPlanned(next => new TaskEvent.CallbackAgreed(callback, next));
        return work.Decision;
    }
}
