using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

public abstract partial record AccountEvent
{
    /// <summary>A rule, or a person, started a treatment.</summary>
    /// <param name="Treatment">The treatment with all its steps.</param>
    /// <param name="Look">The look at the rules that it hit in; null when a person started it.</param>
    [EventType("treatment.started")]
    public sealed record TreatmentStarted(Treatment Treatment, RulesLook? Look) : AccountEvent;

    /// <summary>No step of the treatment is activated for the time being.</summary>
    /// <param name="TreatmentId">The treatment.</param>
    /// <param name="Reason"><c>hold</c> (a hold on the account) or <c>policy</c> (the template's condition).</param>
    [EventType("treatment.held")]
    public sealed record TreatmentHeld(string TreatmentId, string Reason) : AccountEvent;

    /// <summary>A held treatment goes on; nothing was shifted.</summary>
    [EventType("treatment.resumed")]
    public sealed record TreatmentResumed(string TreatmentId) : AccountEvent;

    /// <summary>Every step of the treatment has ended.</summary>
    [EventType("treatment.completed")]
    public sealed record TreatmentCompleted(string TreatmentId, string Template) : AccountEvent;

    /// <summary>The treatment ended before its steps were done.</summary>
    /// <param name="TreatmentId">The treatment.</param>
    /// <param name="Template">Its template.</param>
    /// <param name="Reason">
    /// <c>paid</c>, <c>written_off</c>, <c>disputed</c>, <c>replaced</c>, <c>delegated</c>, or what a person gave.
    /// </param>
    [EventType("treatment.cancelled")]
    public sealed record TreatmentCancelled(string TreatmentId, string Template, string Reason) : AccountEvent;

    /// <summary>A cancelled treatment goes on where it stood; steps called off with it are pending again.</summary>
    [EventType("treatment.reopened")]
    public sealed record TreatmentReopened(string TreatmentId, string Template) : AccountEvent;

    /// <summary>A step began.</summary>
    /// <param name="TreatmentId">The treatment.</param>
    /// <param name="Step">The step.</param>
    /// <param name="TaskId">The task it waits for; null when it does not wait.</param>
    [EventType("step.activated")]
    public sealed record StepActivated(string TreatmentId, string Step, string? TaskId) : AccountEvent;

    /// <summary>A step is done.</summary>
    /// <param name="TreatmentId">The treatment.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Outcome">How its task ended; null when it had none.</param>
    /// <param name="Released">Steps whose day is known now.</param>
    [EventType("step.completed")]
    public sealed record StepCompleted(
        string TreatmentId, string Step, string? Outcome, Items<ReleasedStep> Released) : AccountEvent;

    /// <summary>A step was called off.</summary>
    /// <param name="TreatmentId">The treatment.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="TaskId">The task that is no longer wanted; null for none.</param>
    /// <param name="WithTreatment">Whether its treatment was called off.</param>
    /// <param name="Released">Steps whose day is known now.</param>
    [EventType("step.cancelled")]
    public sealed record StepCancelled(
        string TreatmentId,
        string Step,
        string Reason,
        string? TaskId,
        bool WithTreatment,
        Items<ReleasedStep> Released) : AccountEvent;

    /// <summary>A step was left out by hand.</summary>
    /// <param name="TreatmentId">The treatment.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Reason">Why; null when not said.</param>
    /// <param name="TaskId">The task that is no longer wanted; null for none.</param>
    /// <param name="Released">Steps whose day is known now.</param>
    [EventType("step.skipped")]
    public sealed record StepSkipped(
        string TreatmentId, string Step, string? Reason, string? TaskId, Items<ReleasedStep> Released)
        : AccountEvent;

    /// <summary>The account follows rules no more that had started for some of its bills.</summary>
    /// <param name="Marks">What is forgotten.</param>
    [EventType("rule.dropped")]
    public sealed record RulesDropped(Items<RuleMark> Marks) : AccountEvent;

    /// <summary>The customer is to be told something.</summary>
    /// <param name="NoticeId">The notice.</param>
    /// <param name="Channel">The channel, e.g. <c>email</c>.</param>
    /// <param name="Template">What is said.</param>
    /// <param name="To">The number or address, by reference.</param>
    /// <param name="BillIds">The bills it is about.</param>
    /// <param name="Cause">What asked for it.</param>
    [EventType("notice.requested")]
    public sealed record NoticeRequested(
        string NoticeId,
        string Channel,
        string Template,
        PersonalRef To,
        Items<string> BillIds,
        ActionCause Cause) : AccountEvent;

    /// <summary>A notice was handed over to its channel.</summary>
    [EventType("notice.sent")]
    public sealed record NoticeSent(string NoticeId, string Channel, string Template) : AccountEvent;

    /// <summary>A notice will not be sent.</summary>
    /// <param name="NoticeId">The notice.</param>
    /// <param name="Channel">The channel; null when the customer can receive none.</param>
    /// <param name="Template">What was to be said.</param>
    /// <param name="Outcome"><c>failed</c>, <c>blocked</c> or <c>stale</c>.</param>
    /// <param name="Reason">A stable code, e.g. <c>no_contact</c>; null when none was given.</param>
    [EventType("notice.failed")]
    public sealed record NoticeFailed(
        string NoticeId, string? Channel, string Template, string Outcome, string? Reason) : AccountEvent;

    /// <summary>A collector is to do something.</summary>
    /// <param name="TaskId">The task.</param>
    /// <param name="Task">What is to be done.</param>
    /// <param name="Cause">What asked for it.</param>
    [EventType("task.requested")]
    public sealed record TaskRequested(string TaskId, TreatmentAction Task, ActionCause Cause) : AccountEvent;

    /// <summary>The debt is to go to an agency.</summary>
    /// <param name="ReferralId">The referral.</param>
    /// <param name="Agency">The agency.</param>
    /// <param name="BillIds">The bills.</param>
    /// <param name="AmountMinor">What is unpaid of them.</param>
    /// <param name="Currency">The currency.</param>
    /// <param name="Cause">What asked for it.</param>
    [EventType("referral.requested")]
    public sealed record ReferralRequested(
        string ReferralId,
        string Agency,
        Items<string> BillIds,
        long AmountMinor,
        string Currency,
        ActionCause Cause) : AccountEvent;

    /// <summary>The services are to be stopped.</summary>
    [EventType("service.stop.requested")]
    public sealed record ServiceStopRequested(ServiceStop Stop) : AccountEvent;

    /// <summary>The services are to run again: everything that stopped them was paid.</summary>
    [EventType("service.restore.requested")]
    public sealed record ServiceRestoreRequested(Items<ServiceStop> Stops) : AccountEvent;

    /// <summary>The reminders of a bill for a local day were sent on their way.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="On">The local day.</param>
    /// <param name="NoticeIds">The notices.</param>
    [EventType("reminder.requested")]
    public sealed record ReminderRequested(string BillId, LocalDate On, Items<string> NoticeIds) : AccountEvent;
}
