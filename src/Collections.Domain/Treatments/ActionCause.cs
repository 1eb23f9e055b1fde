namespace Collections.Domain.Treatments;

/// <summary>
/// What asked for an action: a step of a treatment, entering a state, a reminder of a bill, or a task's call that
/// nobody answered.
/// </summary>
/// <param name="TreatmentId">The treatment; null for none.</param>
/// <param name="Step">Its step; null for none.</param>
/// <param name="State">The state; null for none.</param>
/// <param name="ReminderOf">The bill a reminder is about; null for none.</param>
/// <param name="TaskId">The task whose call nobody answered; null for none.</param>
public sealed record ActionCause(
    string? TreatmentId = null,
    string? Step = null,
    string? State = null,
    string? ReminderOf = null,
    string? TaskId = null);
