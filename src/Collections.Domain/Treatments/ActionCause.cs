namespace Collections.Domain.Treatments;

/// <summary>What asked for an action: a step of a treatment, entering a state, or a reminder of a bill.</summary>
/// <param name="TreatmentId">The treatment; null for none.</param>
/// <param name="Step">Its step; null for none.</param>
/// <param name="State">The state; null for none.</param>
/// <param name="ReminderOf">The bill a reminder is about; null for none.</param>
public sealed record ActionCause(
    string? TreatmentId = null, string? Step = null, string? State = null, string? ReminderOf = null);
