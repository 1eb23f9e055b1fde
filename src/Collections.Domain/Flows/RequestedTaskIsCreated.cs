using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>A task that an account wants is created.</summary>
internal static class RequestedTaskIsCreated
{
    /// <summary>The message to the task.</summary>
    internal static IReadOnlyList<Message> React(Account after, AccountEvent.TaskRequested requested) =>
    [
        TaskMessages.To(after.Tenant, requested.TaskId, new TaskCommand.CreateTask(new TaskTerms
        {
            AccountId = after.Id,
            PersonId = after.Profile!.CustomerId,
            Kind = requested.Task.Name!,
            Queue = requested.Task.Queue,
            Campaign = requested.Task.Campaign,
            Name = requested.Task.Title,
            TreatmentId = requested.Cause.TreatmentId,
            Step = requested.Cause.Step,
            TimeZone = after.Profile.TimeZone,
            Segment = AccountContacts.SegmentOf(after.Profile),
        })),
    ];
}
