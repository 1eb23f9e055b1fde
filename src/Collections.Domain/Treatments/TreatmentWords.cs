using Collections.Kernel;

namespace Collections.Domain.Treatments;

/// <summary>The words of the wire.</summary>
internal static class TreatmentWords
{
    /// <summary>A treatment's status.</summary>
    internal static string Of(TreatmentStatus status) => status switch
    {
        TreatmentStatus.Active => "active",
        TreatmentStatus.Held => "held",
        TreatmentStatus.Completed => "completed",
        TreatmentStatus.Cancelled => "cancelled",
        _ => throw Invariant.Unreachable($"Unknown treatment status {status}."),
    };

    /// <summary>A step's status.</summary>
    internal static string Of(StepStatus status) => status switch
    {
        StepStatus.Pending => "pending",
        StepStatus.Waiting => "waiting",
        StepStatus.Completed => "completed",
        StepStatus.Cancelled => "cancelled",
        StepStatus.Skipped => "skipped",
        _ => throw Invariant.Unreachable($"Unknown step status {status}."),
    };
}
