using System.Text.Json.Serialization;
using Collections.Domain.Accounts;
using NodaTime;

namespace Collections.Domain.Treatments;

/// <summary>Where a treatment stands.</summary>
public enum TreatmentStatus
{
    /// <summary>Steps are still to be done.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>As active, but no step is activated for the time being.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>Every step has ended.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>Ended before its steps were done.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

/// <summary>Where a step stands.</summary>
public enum StepStatus
{
    /// <summary>Not yet activated.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Activated; what it created has not ended.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>Called off, by hand or with its treatment.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>Left out by hand.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}

/// <summary>
/// A treatment of an account's bills. Its steps, tolerance and calendar are copied from the template when it starts, so
/// that a new version of the policy never changes what is under way; only <c>hold.when</c> is read from the policy.
/// </summary>
public sealed record Treatment
{
    /// <summary>Its id.</summary>
    public required string TreatmentId { get; init; }

    /// <summary>The name of its template.</summary>
    public required string Template { get; init; }

    /// <summary>The policy it comes from.</summary>
    public required string Policy { get; init; }

    /// <summary>The version of the policy.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>The rule that started it; empty when a person did.</summary>
    public required string Rule { get; init; }

    /// <summary>When it started.</summary>
    public Instant StartedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public TreatmentStatus Status { get; init; }

    /// <summary>Why it is held, or was cancelled; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The bills it treats.</summary>
    public Items<TreatedBill> Bills { get; init; }

    /// <summary>When so little is unpaid that it is over.</summary>
    public required CancelTolerance Cancel { get; init; }

    /// <summary>Whether it goes on when the payment that ended it is reversed.</summary>
    public bool Reopens { get; init; }

    /// <summary>The calendar of its policy; null for none.</summary>
    public string? Calendar { get; init; }

    /// <summary>Its steps in the template's order.</summary>
    public Items<TreatmentStep> Steps { get; init; }

    /// <summary>When it was completed or cancelled; null while it is under way.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Whether it is active or held.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is TreatmentStatus.Active or TreatmentStatus.Held;

    /// <summary>Whether every step has ended.</summary>
    [JsonIgnore]
    public bool IsDone
    {
        get
        {
            foreach (var step in Steps)
            {
                if (!step.HasEnded)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The place of a step, or -1.</summary>
    public int StepIndex(string name) => Steps.IndexOf(step => step.Name == name);

    /// <summary>Whether it treats a bill.</summary>
    public bool Treats(string billId)
    {
        foreach (var bill in Bills)
        {
            if (bill.BillId == billId)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A bill under treatment.</summary>
/// <param name="BillId">The bill.</param>
/// <param name="OriginalMinor">Its amount when the treatment started, minor units, positive.</param>
public sealed record TreatedBill(string BillId, long OriginalMinor);

/// <summary>A step of a treatment.</summary>
public sealed record TreatmentStep
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it falls due.</summary>
    public required StepAfter After { get; init; }

    /// <summary>What it does.</summary>
    public required TreatmentAction Do { get; init; }

    /// <summary>Where it stands.</summary>
    public StepStatus Status { get; init; }

    /// <summary>The local day from whose start on it is due; null until all it waits for has ended.</summary>
    public LocalDate? DueOn { get; init; }

    /// <summary>The task it waits for; null for none.</summary>
    public string? TaskId { get; init; }

    /// <summary>How its task ended; null for none.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Whether it was called off because the treatment was: it returns with the treatment.</summary>
    public bool EndedWithTreatment { get; init; }

    /// <summary>Whether nothing of it is to come.</summary>
    [JsonIgnore]
    public bool HasEnded => Status is StepStatus.Completed or StepStatus.Cancelled or StepStatus.Skipped;
}

/// <summary>A step whose day became known because the last step it waited for has ended.</summary>
/// <param name="Step">Its name.</param>
/// <param name="DueOn">The local day from whose start on it is due.</param>
public sealed record ReleasedStep(string Step, LocalDate DueOn);

/// <summary>A rule that does not start again for a bill.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Rule">The rule.</param>
/// <param name="BillId">The bill.</param>
public sealed record RuleMark(string Policy, string Rule, string BillId);

/// <summary>
/// The look at the rules in which the last hit was. Until something changes, or time alone changes a rule, there is no
/// other look: what a rule left over because it stops stays left over.
/// </summary>
/// <param name="Policy">The policy.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="On">The local day.</param>
public sealed record RulesLook(string Policy, int PolicyVersion, LocalDate On);

/// <summary>A stop of services that was asked for and not taken back.</summary>
/// <param name="TreatmentId">The treatment that asked; null when a state did.</param>
/// <param name="State">The state that asked; null when a treatment did.</param>
/// <param name="BillIds">The bills it was about.</param>
public sealed record ServiceStop(string? TreatmentId, string? State, Items<string> BillIds);
