using Collections.Kernel;

namespace Collections.Domain.Accounts;

public abstract partial record AccountCommand
{
    /// <summary>
    /// Works on a treatment by hand. Refusals: <c>treatment_unknown</c>, <c>step_unknown</c> (404),
    /// <c>treatment_state</c>, <c>step_state</c>, <c>bill_in_treatment</c> (422), <c>reason_missing</c> (400).
    /// </summary>
    /// <param name="Treatment">The treatment.</param>
    /// <param name="Do">What is done.</param>
    /// <param name="Step">The step; needed to skip, optional to trigger and to cancel.</param>
    /// <param name="Reason">Why; needed to cancel.</param>
    [CommandType("workTreatment")]
    public sealed record WorkTreatment(TreatmentSelector Treatment, TreatmentVerb Do, string? Step, string? Reason)
        : AccountCommand;

    /// <summary>
    /// Starts a treatment by hand: no rule is looked at, none is marked. Refusals: <c>template_unknown</c> (422),
    /// <c>bill_unknown</c> (404), <c>bill_in_treatment</c>, <c>nothing_to_treat</c>, <c>account_delegated</c> (422).
    /// </summary>
    /// <param name="Template">A template of the policy that the account follows.</param>
    /// <param name="BillIds">The bills; empty for all past due ones that no treatment under way has.</param>
    [CommandType("startTreatment")]
    public sealed record StartTreatment(string Template, Items<string> BillIds) : AccountCommand;

    /// <summary>Message of the person's contact gate: how a notice ended.</summary>
    /// <param name="NoticeId">The notice.</param>
    /// <param name="Outcome"><c>sent</c>, <c>failed</c>, <c>blocked</c> or <c>stale</c>.</param>
    /// <param name="Channel">Its channel.</param>
    /// <param name="Template">Its template.</param>
    /// <param name="Reason">A stable code; null when it was sent.</param>
    [CommandType("contactOutcome")]
    public sealed record ContactOutcome(
        string NoticeId, string Outcome, string Channel, string Template, string? Reason) : AccountCommand;

    /// <summary>Message of a task: it has ended, the step that waits for it is done.</summary>
    /// <param name="TaskId">The task.</param>
    /// <param name="TreatmentId">The treatment that asked for it; null for none.</param>
    /// <param name="Step">The step that waits; null for none.</param>
    /// <param name="Outcome">Its disposition.</param>
    [CommandType("taskClosed")]
    public sealed record TaskClosed(string TaskId, string? TreatmentId, string? Step, string Outcome)
        : AccountCommand;

    /// <summary>Message of a task: somebody made it, and it wants to hear of the debt.</summary>
    /// <param name="TaskId">The task.</param>
    /// <param name="TaskKind">What is to be done.</param>
    /// <param name="BillId">The bill; null for the account as a whole.</param>
    /// <param name="Contacts">Whether it contacts the customer.</param>
    /// <param name="EndsWhenPaid">Whether payment ends it.</param>
    [CommandType("taskOpened")]
    public sealed record TaskOpened(string TaskId, string TaskKind, string? BillId, bool Contacts, bool EndsWhenPaid)
        : AccountCommand;

    /// <summary>Message of a task: nobody answered its call, a message follows.</summary>
    /// <param name="TaskId">The task.</param>
    /// <param name="Channel">The channel of the message.</param>
    /// <param name="Template">What is said.</param>
    /// <param name="BillId">The bill; null for all that is past due.</param>
    /// <param name="Number">The place of the number called among the account's, from 0.</param>
    [CommandType("taskUnanswered")]
    public sealed record TaskUnanswered(string TaskId, string Channel, string Template, string? BillId, int Number)
        : AccountCommand;
}

/// <summary>Which treatment is meant: by id, or the latest of a template.</summary>
/// <param name="TreatmentId">The id; null when the template is given.</param>
/// <param name="Template">The template; null when the id is given.</param>
public sealed record TreatmentSelector(string? TreatmentId, string? Template);

/// <summary>What a person does to a treatment.</summary>
public enum TreatmentVerb
{
    /// <summary>Activates a pending step now, or every one that waits for nothing but its day.</summary>
    Trigger,

    /// <summary>Leaves a step out.</summary>
    Skip,

    /// <summary>Calls a step off, or the whole treatment.</summary>
    Cancel,

    /// <summary>Lets a cancelled treatment go on where it stood.</summary>
    Reopen,
}
