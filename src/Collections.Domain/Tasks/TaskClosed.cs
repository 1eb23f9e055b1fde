using System.Text.Json;
using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>The message <c>taskClosed</c> to the account: its task has ended, the step that waited may go on.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="TreatmentId">The treatment that asked for it; null for none.</param>
/// <param name="Step">The step that waits; null for none.</param>
/// <param name="Outcome">The disposition; <c>cancelled</c> when a person cancelled it.</param>
public sealed record TaskClosed(string TaskId, string? TreatmentId, string? Step, string Outcome)
{
    /// <summary>The message type.</summary>
    public const string TypeName = "taskClosed";

    /// <summary>The kind of the receiver.</summary>
    public const string ReceiverKind = "account";

    /// <summary>The outcome of a task that a person cancelled.</summary>
    public const string CancelledOutcome = "cancelled";

    /// <summary>The message to an account.</summary>
    public Message To(string tenant, string accountId) => new(
        new EntityKey(tenant, ReceiverKind, accountId),
        TypeName,
        JsonSerializer.SerializeToUtf8Bytes(this, TaskJson.Default.TaskClosed));
}

/// <summary>
/// The message <c>taskOpened</c> to the account: somebody else than the account made a task about it, which is to
/// close or rest with the debt.
/// </summary>
/// <param name="TaskId">The task.</param>
/// <param name="TaskKind">What is to be done.</param>
/// <param name="BillId">The bill; null for the account as a whole.</param>
/// <param name="Contacts">Whether it contacts the customer, so that holds on contacts stop it.</param>
/// <param name="EndsWhenPaid">Whether payment ends it.</param>
public sealed record TaskOpened(string TaskId, string TaskKind, string? BillId, bool Contacts, bool EndsWhenPaid)
{
    /// <summary>The message type.</summary>
    public const string TypeName = "taskOpened";

    /// <summary>The message to an account.</summary>
    public Message To(string tenant, string accountId) => new(
        new EntityKey(tenant, TaskClosed.ReceiverKind, accountId),
        TypeName,
        JsonSerializer.SerializeToUtf8Bytes(this, TaskJson.Default.TaskOpened));
}

/// <summary>
/// The message <c>taskUnanswered</c> to the account: nobody answered, a message is to follow the call. The account
/// knows what is owed and where the customer can be reached; the person's contact gate decides on the message.
/// </summary>
/// <param name="TaskId">The task.</param>
/// <param name="Channel">The channel of the message.</param>
/// <param name="Template">What is said.</param>
/// <param name="BillId">The bill the task is about; null for the account as a whole.</param>
/// <param name="Number">The place of the number called among the account's, from 0.</param>
public sealed record TaskUnanswered(string TaskId, string Channel, string Template, string? BillId, int Number)
{
    /// <summary>The message type.</summary>
    public const string TypeName = "taskUnanswered";

    /// <summary>The message to an account.</summary>
    public Message To(string tenant, string accountId) => new(
        new EntityKey(tenant, TaskClosed.ReceiverKind, accountId),
        TypeName,
        JsonSerializer.SerializeToUtf8Bytes(this, TaskJson.Default.TaskUnanswered));
}
