using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>What happened to an account; one event per fact. Amounts are minor units of the named currency.</summary>
public abstract partial record AccountEvent
{
    private AccountEvent()
    {
    }

    /// <summary>The account was opened.</summary>
    [EventType("account.created")]
    public sealed record Created(Profile Profile) : AccountEvent;

    /// <summary>The profile was replaced by another one.</summary>
    /// <param name="Profile">The new profile.</param>
    /// <param name="Retired">Personal values the new profile no longer has, with their last version.</param>
    [EventType("account.updated")]
    public sealed record Updated(Profile Profile, Items<RetiredRef> Retired) : AccountEvent
    {
        /// <summary>The customer whose account it was until now; null when it stays the same customer's.</summary>
        public string? FormerCustomerId { get; init; }

        /// <summary>The IANA zone it was in until now; null when it stays in the same one.</summary>
        public string? FormerTimeZone { get; init; }
    }

    /// <summary>
    /// Another account pays for this one from now on, or none; what the former one owed is forgotten.
    /// </summary>
    /// <param name="From">The parent that paid; null for none.</param>
    /// <param name="To">The parent that pays; null for none.</param>
    [EventType("account.parent.changed")]
    public sealed record ParentChanged(string? From, string? To) : AccountEvent;

    /// <summary>The parent that pays told what it owes.</summary>
    [EventType("account.parent.debt.changed")]
    public sealed record ParentDebtChanged(ParentDebt Debt) : AccountEvent;

    /// <summary>Another account named this one as the parent that pays for it.</summary>
    [EventType("account.child.announced")]
    public sealed record ChildAnnounced(string ChildId) : AccountEvent;

    /// <summary>This account no longer pays for another one.</summary>
    [EventType("account.child.withdrawn")]
    public sealed record ChildWithdrawn(string ChildId) : AccountEvent;

    /// <summary>The open bills changed, or a child is new: the children are told.</summary>
    /// <param name="To">The children that are told, sorted ordinally.</param>
    /// <param name="Currency">Currency of the bills.</param>
    /// <param name="Bills">All committed open bills.</param>
    [EventType("account.debt.shared")]
    public sealed record DebtShared(Items<string> To, string Currency, Items<AgedBill> Bills) : AccountEvent;

    /// <summary>A tag was put on the account.</summary>
    [EventType("tag.added")]
    public sealed record TagAdded(string Tag) : AccountEvent;

    /// <summary>A tag was taken off the account.</summary>
    [EventType("tag.removed")]
    public sealed record TagRemoved(string Tag) : AccountEvent;

    /// <summary>A hold was placed.</summary>
    [EventType("hold.placed")]
    public sealed record HoldPlaced(Hold Hold) : AccountEvent;

    /// <summary>A hold was released, or ran out.</summary>
    /// <param name="HoldId">Its id.</param>
    /// <param name="Expired">Whether its last day passed.</param>
    [EventType("hold.released")]
    public sealed record HoldReleased(string HoldId, bool Expired) : AccountEvent;

    /// <summary>The overdue state changed, or what the state says did.</summary>
    /// <param name="From">The state before; <c>CLEAR</c> when there was none.</param>
    /// <param name="To">The state after.</param>
    /// <param name="Policy">The policy that decided.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Since">The local day the state was entered; null when the account was never otherwise.</param>
    /// <param name="Reasons">Which conditions held, for a person.</param>
    /// <param name="Blocks">What the state blocks.</param>
    /// <param name="Message">What the customer is told.</param>
    /// <param name="CancelServices"><c>none</c>, <c>immediate</c> or <c>endOfTerm</c>.</param>
    [EventType("account.overdue.changed")]
    public sealed record OverdueChanged(
        string From,
        string To,
        string? Policy,
        int Version,
        LocalDate? Since,
        Items<string> Reasons,
        Items<string> Blocks,
        string? Message,
        string? CancelServices) : AccountEvent;

    /// <summary>A bill crossed the boundary of an aging bucket.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="From">The bucket before; null before the first.</param>
    /// <param name="To">The bucket after; null when the bill no longer ages.</param>
    /// <param name="DaysPastDue">Local days since the due day.</param>
    [EventType("account.bucket.changed")]
    public sealed record BucketChanged(string BillId, string? From, string? To, int DaysPastDue) : AccountEvent;

    /// <summary>Facts were imported; no policy has looked at them yet.</summary>
    /// <param name="ReviewFrom">From when on they wait for a review.</param>
    [EventType("account.imported")]
    public sealed record Imported(Instant ReviewFrom) : AccountEvent;

    /// <summary>The policies looked at the imported facts.</summary>
    [EventType("account.reviewed")]
    public sealed record Reviewed : AccountEvent;

    /// <summary>Closed items left the state for the archive, which was written in the same commit.</summary>
    /// <param name="Bills">Ids of the bills.</param>
    /// <param name="Payments">Ids of the payments.</param>
    /// <param name="Credits">Ids of the credits.</param>
    /// <param name="Holds">Ids of the holds.</param>
    [EventType("account.items.archived")]
    public sealed record ItemsArchived(
        Items<string> Bills, Items<string> Payments, Items<string> Credits, Items<string> Holds) : AccountEvent;

    /// <summary>Archived items came back, because a command concerns one of them.</summary>
    /// <param name="Bills">The bills as they were archived.</param>
    /// <param name="Sources">The payments and credits as they were archived.</param>
    [EventType("account.items.restored")]
    public sealed record ItemsRestored(Items<Bill> Bills, Items<FundingSource> Sources) : AccountEvent;
}
