using Collections.Domain.Outcomes;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>An attempt to do a task: a dial, a message, a visit.</summary>
public sealed record TaskAttempt
{
    /// <summary>Its id, unique within the task.</summary>
    public required string AttemptId { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant At { get; init; }

    /// <summary>How it ended: a canonical outcome, see <see cref="OutcomeTable"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The channel; null when nobody was contacted.</summary>
    public string? Channel { get; init; }

    /// <summary>The contact that the gate permitted for it; null when none was needed.</summary>
    public string? ContactId { get; init; }

    /// <summary>Who made it; null for a machine.</summary>
    public string? Agent { get; init; }

    /// <summary>Which of the task's numbers was called, from 0.</summary>
    public int Number { get; init; }

    /// <summary>The slot of the schedule it belongs to, from 0.</summary>
    public int Slot { get; init; }

    /// <summary>Whether it used up that slot.</summary>
    public bool SlotUsed { get; init; }

    /// <summary>What was spoken of, see <see cref="TaskIntents"/>; null when nobody said.</summary>
    public IReadOnlyList<string>? Intents { get; init; }

    /// <summary>What was to be done after the last thing that a machine heard; null when none spoke.</summary>
    public HearingStep? Hearing { get; init; }

    /// <summary>Whether it reached somebody who is not the customer.</summary>
    public bool? WrongParty { get; init; }

    /// <summary>What the outcome was concluded from; null when a person named it.</summary>
    public CallEvidence? Evidence { get; init; }
}

/// <summary>A number or address that a task may use, the first one first.</summary>
/// <param name="To">The sealed value.</param>
/// <param name="NumberId">The keyed hash under which the number's own entity is kept; null for no number.</param>
public sealed record TaskNumber(Kernel.PersonalRef To, string? NumberId);
