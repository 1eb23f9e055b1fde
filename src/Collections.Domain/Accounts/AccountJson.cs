using System.Text.Json.Serialization;
using Collections.Domain.Overdue;
using Collections.Domain.Treatments;
using Collections.Kernel.Json;

namespace Collections.Domain.Accounts;

/// <summary>
/// JSON of the account's state, events and message commands: camelCase, properties in declared order, defaults left
/// out, instants as Unix milliseconds, lists that are sets sorted ordinally. Equal states give equal bytes.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(InstantMillisecondsConverter),
        typeof(LocalDateConverter),
        typeof(RecordConverter),
    ])]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(ArchivedGroup))]
[JsonSerializable(typeof(Bill))]
[JsonSerializable(typeof(BillLine))]
[JsonSerializable(typeof(Adjustment))]
[JsonSerializable(typeof(FundingSource))]
[JsonSerializable(typeof(Wish))]
[JsonSerializable(typeof(Allocation))]
[JsonSerializable(typeof(Reversal))]
[JsonSerializable(typeof(Share))]
[JsonSerializable(typeof(Hold))]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(ServiceAgreement))]
[JsonSerializable(typeof(Characteristic))]
[JsonSerializable(typeof(AgedBill))]
[JsonSerializable(typeof(RetiredRef))]
[JsonSerializable(typeof(Treatment))]
[JsonSerializable(typeof(TreatedBill))]
[JsonSerializable(typeof(TreatmentStep))]
[JsonSerializable(typeof(ReleasedStep))]
[JsonSerializable(typeof(RuleMark))]
[JsonSerializable(typeof(ServiceStop))]
[JsonSerializable(typeof(AccountEvent.Created))]
[JsonSerializable(typeof(AccountEvent.Updated))]
[JsonSerializable(typeof(AccountEvent.ParentChanged))]
[JsonSerializable(typeof(AccountEvent.ParentDebtChanged))]
[JsonSerializable(typeof(AccountEvent.ChildAnnounced))]
[JsonSerializable(typeof(AccountEvent.ChildWithdrawn))]
[JsonSerializable(typeof(AccountEvent.DebtShared))]
[JsonSerializable(typeof(AccountEvent.TagAdded))]
[JsonSerializable(typeof(AccountEvent.TagRemoved))]
[JsonSerializable(typeof(AccountEvent.HoldPlaced))]
[JsonSerializable(typeof(AccountEvent.HoldReleased))]
[JsonSerializable(typeof(AccountEvent.OverdueChanged))]
[JsonSerializable(typeof(AccountEvent.BucketChanged))]
[JsonSerializable(typeof(AccountEvent.Imported))]
[JsonSerializable(typeof(AccountEvent.Reviewed))]
[JsonSerializable(typeof(AccountEvent.ItemsArchived))]
[JsonSerializable(typeof(AccountEvent.ItemsRestored))]
[JsonSerializable(typeof(AccountEvent.BillDrafted))]
[JsonSerializable(typeof(AccountEvent.BillIssued))]
[JsonSerializable(typeof(AccountEvent.BillAdjusted))]
[JsonSerializable(typeof(AccountEvent.BillPostponed))]
[JsonSerializable(typeof(AccountEvent.BillPaid))]
[JsonSerializable(typeof(AccountEvent.BillReopened))]
[JsonSerializable(typeof(AccountEvent.BillVoided))]
[JsonSerializable(typeof(AccountEvent.BillWrittenOff))]
[JsonSerializable(typeof(AccountEvent.BillWriteOffReversed))]
[JsonSerializable(typeof(AccountEvent.PaymentPending))]
[JsonSerializable(typeof(AccountEvent.PaymentSettled))]
[JsonSerializable(typeof(AccountEvent.PaymentFailed))]
[JsonSerializable(typeof(AccountEvent.PaymentReversed))]
[JsonSerializable(typeof(AccountEvent.CreditAdded))]
[JsonSerializable(typeof(AccountEvent.CreditApplied))]
[JsonSerializable(typeof(AccountEvent.TreatmentStarted))]
[JsonSerializable(typeof(AccountEvent.TreatmentHeld))]
[JsonSerializable(typeof(AccountEvent.TreatmentResumed))]
[JsonSerializable(typeof(AccountEvent.TreatmentCompleted))]
[JsonSerializable(typeof(AccountEvent.TreatmentCancelled))]
[JsonSerializable(typeof(AccountEvent.TreatmentReopened))]
[JsonSerializable(typeof(AccountEvent.StepActivated))]
[JsonSerializable(typeof(AccountEvent.StepCompleted))]
[JsonSerializable(typeof(AccountEvent.StepCancelled))]
[JsonSerializable(typeof(AccountEvent.StepSkipped))]
[JsonSerializable(typeof(AccountEvent.RulesDropped))]
[JsonSerializable(typeof(AccountEvent.NoticeRequested))]
[JsonSerializable(typeof(AccountEvent.NoticeSent))]
[JsonSerializable(typeof(AccountEvent.NoticeFailed))]
[JsonSerializable(typeof(AccountEvent.TaskRequested))]
[JsonSerializable(typeof(AccountEvent.ReferralRequested))]
[JsonSerializable(typeof(AccountEvent.ServiceStopRequested))]
[JsonSerializable(typeof(AccountEvent.ServiceRestoreRequested))]
[JsonSerializable(typeof(AccountEvent.ReminderRequested))]
[JsonSerializable(typeof(AccountCommand.AnnounceChild))]
[JsonSerializable(typeof(AccountCommand.WithdrawChild))]
[JsonSerializable(typeof(AccountCommand.ReceiveParentDebt))]
[JsonSerializable(typeof(AccountCommand.ContactOutcome))]
[JsonSerializable(typeof(AccountCommand.TaskClosed))]
[JsonSerializable(typeof(AccountCommand.TaskOpened))]
[JsonSerializable(typeof(AccountCommand.TaskUnanswered))]
[JsonSerializable(typeof(TaskLink))]
[JsonSerializable(typeof(AccountEvent.TaskLinked))]
[JsonSerializable(typeof(AccountEvent.TaskUnlinked))]
[JsonSerializable(typeof(AccountEvent.TaskDuplicate))]
[JsonSerializable(typeof(AccountEvent.TaskTold))]
public sealed partial class AccountJson : JsonSerializerContext;
