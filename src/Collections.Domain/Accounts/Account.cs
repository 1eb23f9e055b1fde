using System.Text.Json.Serialization;
using Collections.Domain.Overdue;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>How far an account has come into being.</summary>
public enum AccountPhase
{
    /// <summary>
    /// Only heard of (a child named it as parent, before anybody opened it); to callers it does not exist.
    /// </summary>
    [JsonStringEnumMemberName("announced")]
    Announced,

    /// <summary>Opened by <c>PUT</c> or import.</summary>
    [JsonStringEnumMemberName("open")]
    Open,
}

/// <summary>
/// The state of an account: its books and what policies last said about it. Immutable. Every default is the type's
/// default, so that snapshots leave it out; amounts are minor units of the profile's currency.
/// </summary>
public sealed record Account : IArchiving
{
    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; }

    /// <summary>The tenant it belongs to.</summary>
    public required string Tenant { get; init; }

    /// <summary>The account's id.</summary>
    public required string Id { get; init; }

    /// <summary>How far it has come into being.</summary>
    public AccountPhase Phase { get; init; }

    /// <summary>Who it is; null while only announced.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Tags, sorted ordinally.</summary>
    public Items<string> Tags { get; init; }

    /// <summary>Bills in order of arrival: all that are not closed and the last hundred closed.</summary>
    [JsonConverter(typeof(TracedItemsConverter))]
    public Items<Bill> Bills { get; init; }

    /// <summary>
    /// Payments and credits in order of arrival: all that are not closed and the last hundred closed of each.
    /// </summary>
    [JsonConverter(typeof(TracedItemsConverter))]
    public Items<FundingSource> Sources { get; init; }

    /// <summary>Holds in order of arrival: all that stand and the last hundred released.</summary>
    public Items<Hold> Holds { get; init; }

    /// <summary>What left the state for the archive; null when nothing did.</summary>
    public ArchiveTotals? Archived { get; init; }

    /// <summary>The latest failed payment, unless one received later settled.</summary>
    public PaymentFailure? LastFailure { get; init; }

    /// <summary>When the latest settled payment was received.</summary>
    public Instant? LastSettledAt { get; init; }

    /// <summary>
    /// Last version of personal values that were taken away: a value that comes back continues from there.
    /// </summary>
    public Items<RetiredRef> RetiredRefs { get; init; }

    /// <summary>Accounts whose debt this one pays, sorted ordinally.</summary>
    public Items<string> Children { get; init; }

    /// <summary>
    /// The open bills of the parent that pays for this account, as last told; null when there is none.
    /// </summary>
    public ParentDebt? ParentDebt { get; init; }

    /// <summary>Treatments in order of their start: all under way and the last hundred closed.</summary>
    [JsonConverter(typeof(TracedItemsConverter))]
    public Items<Treatment> Treatments { get; init; }

    /// <summary>For which bills which rules do not start again.</summary>
    public Items<RuleMark> RuleMarks { get; init; }

    /// <summary>The latest look at the rules in which one hit; null when there was none.</summary>
    public RulesLook? LastHit { get; init; }

    /// <summary>Stops of services that were asked for and not taken back.</summary>
    public Items<ServiceStop> ServiceStops { get; init; }

    /// <summary>The open tasks about the account, in order of creation.</summary>
    public Items<TaskLink> Tasks { get; init; }

    /// <summary>The overdue state; null while it has always been CLEAR.</summary>
    public OverdueStanding? Overdue { get; init; }

    /// <summary>The instant of the last event.</summary>
    public Instant AsOf { get; init; }

    /// <summary>
    /// Facts were imported at this instant and no policy has looked at them yet; null when all were reviewed.
    /// </summary>
    public Instant? ReviewPending { get; init; }

    /// <summary>An account that nothing has happened to.</summary>
    public static Account Initial(EntityKey key) =>
        new() { Schema = SchemaNumber, Tenant = key.Tenant, Id = key.Id };

    /// <inheritdoc/>
    [JsonIgnore]
    public bool HasArchive => Archived is not null;

    /// <summary>The parent that pays for this account, or null.</summary>
    [JsonIgnore]
    public string? PayingParent => Profile is { PaidByParent: true } profile ? profile.ParentId : null;

    /// <summary>
    /// The open task about the same bill that a new task would be one with; null for none, and when the new one is
    /// known.
    /// </summary>
    /// <param name="taskId">The new task.</param>
    /// <param name="kind">What is to be done.</param>
    /// <param name="billId">The bill; null for the account as a whole: such tasks are never one.</param>
    public string? TwinOfTask(string taskId, string kind, string? billId) =>
        TaskWatch.TwinOf(this, kind, billId) is { } twin && twin != taskId ? twin : null;

    /// <summary>The bill of an id, or null.</summary>
    public Bill? Bill(string billId)
    {
        var index = BillIndex(billId);
        return index < 0 ? null : Bills[index];
    }

    /// <summary>The place of a bill, or -1.</summary>
    public int BillIndex(string billId)
    {
        var bills = Bills.Span;
        for (var i = bills.Length - 1; i >= 0; i--)
        {
            if (bills[i].Terms.BillId == billId)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The place of a treatment, or -1.</summary>
    public int TreatmentIndex(string treatmentId) =>
        Treatments.IndexOf(treatment => treatment.TreatmentId == treatmentId);

    /// <summary>The payment or credit of an id, or null.</summary>
    public FundingSource? Source(FundingKind kind, string id)
    {
        var index = SourceIndex(kind, id);
        return index < 0 ? null : Sources[index];
    }

    /// <summary>The place of a payment or credit, or -1.</summary>
    public int SourceIndex(FundingKind kind, string id)
    {
        var sources = Sources.Span;
        for (var i = sources.Length - 1; i >= 0; i--)
        {
            if (sources[i].Id == id && sources[i].Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What the account's parent owes: an account that its parent pays for is judged by these bills.</summary>
/// <param name="ParentId">The parent that told it.</param>
/// <param name="Currency">The parent's currency: amounts are its minor units.</param>
/// <param name="Bills">All committed open bills of the parent.</param>
public sealed record ParentDebt(string ParentId, string Currency, Items<AgedBill> Bills);

/// <summary>The overdue state a policy gave the account.</summary>
/// <param name="State">Its name; <c>CLEAR</c> when none applies.</param>
/// <param name="Since">The local day it was entered.</param>
/// <param name="Policy">The policy that decided.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Blocks">What it blocks: <c>changes</c>, <c>service</c>, <c>billing</c>.</param>
/// <param name="Message">What the customer is told; null for nothing.</param>
/// <param name="CancelServices"><c>none</c>, <c>immediate</c> or <c>endOfTerm</c>; null as none.</param>
public sealed record OverdueStanding(
    string State,
    LocalDate? Since,
    string? Policy,
    int PolicyVersion,
    Items<string> Blocks,
    string? Message,
    string? CancelServices);

/// <summary>A failed payment.</summary>
/// <param name="Code">Its decline code; null when none was given.</param>
/// <param name="ReceivedAt">When it was received.</param>
public sealed record PaymentFailure(string? Code, Instant ReceivedAt);

/// <summary>The last version of a personal value that the profile no longer has.</summary>
/// <param name="Ref">The value's name.</param>
/// <param name="Version">Its last version.</param>
public sealed record RetiredRef(string Ref, int Version);

/// <summary>What the archive holds, in numbers.</summary>
public sealed record ArchiveTotals
{
    /// <summary>Number of bills.</summary>
    public int Bills { get; init; }

    /// <summary>Sum of their totals after adjustments.</summary>
    public long BilledMinor { get; init; }

    /// <summary>Number of payments.</summary>
    public int Payments { get; init; }

    /// <summary>Sum of the settled ones.</summary>
    public long PaidMinor { get; init; }

    /// <summary>Sum of what was reversed of them.</summary>
    public long ReversedMinor { get; init; }

    /// <summary>Number of credits.</summary>
    public int Credits { get; init; }

    /// <summary>Sum of the credits.</summary>
    public long CreditedMinor { get; init; }
}
