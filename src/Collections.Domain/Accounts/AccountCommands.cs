using System.Text.Json.Serialization;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// What can be asked of an account. Amounts are major units (their digits are judged here, because the currency is the
/// account's); null means left out.
/// </summary>
public abstract partial record AccountCommand : ICommand
{
    private AccountCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>Opens the account or replaces its profile.</summary>
    [CommandType("putAccount")]
    public sealed record PutAccount : AccountCommand
    {
        /// <summary>The customer; default the account's own id.</summary>
        public string? CustomerId { get; init; }

        /// <summary>The name.</summary>
        public SealedText? Name { get; init; }

        /// <summary>ISO 4217 code; default the account's, else the tenant's.</summary>
        public string? Currency { get; init; }

        /// <summary>IANA zone; default the tenant's.</summary>
        public string? TimeZone { get; init; }

        /// <summary>Language tag; default the tenant's.</summary>
        public string? Locale { get; init; }

        /// <summary>Collection class, division, tier, region, industry, segment.</summary>
        public Segmentation Segmentation { get; init; } = new();

        /// <summary>Credit rating.</summary>
        public int? CreditRating { get; init; }

        /// <summary>The account above this one.</summary>
        public string? ParentId { get; init; }

        /// <summary>Whether the parent pays.</summary>
        public bool PaidByParent { get; init; }

        /// <summary>Points of contact; null keeps them.</summary>
        public Items<NewContact>? Contacts { get; init; }

        /// <summary>Preferred local times <c>HH:mm-HH:mm</c>; empty for none.</summary>
        public Items<string> PreferredTimeWindow { get; init; }

        /// <summary>Tags; null keeps them.</summary>
        public Items<string>? Tags { get; init; }

        /// <summary>Dated marks; null keeps them.</summary>
        public Items<Characteristic>? Characteristics { get; init; }

        /// <summary>Service agreements; null keeps them.</summary>
        public Items<ServiceAgreement>? ServiceAgreements { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups =>
            ParentId is null ? [] : [new Lookup.Entity("account", ParentId)];
    }

    /// <summary>A point of contact on its way in.</summary>
    /// <param name="Kind"><c>phone</c>, <c>email</c>, <c>wecom</c> ...</param>
    /// <param name="Value">The number or address.</param>
    /// <param name="Role">Whose it is or what it is for.</param>
    public sealed record NewContact(string Kind, SealedText Value, string? Role)
    {
        /// <summary>IANA zones that the number may be in; empty for none known.</summary>
        public Items<string> Zones { get; init; }
    }

    /// <summary>
    /// The person was erased: name and contacts leave the profile, and nobody finds the account by them any more.
    /// Nothing changes when the account is another person's by now.
    /// </summary>
    /// <param name="CustomerId">The person.</param>
    [CommandType("forgetPerson")]
    public sealed record ForgetPerson(string CustomerId) : AccountCommand;

    /// <summary>Puts a tag on; a tag that is on stays.</summary>
    [CommandType("addTag")]
    public sealed record AddTag(string Tag) : AccountCommand;

    /// <summary>Takes a tag off.</summary>
    [CommandType("removeTag")]
    public sealed record RemoveTag(string Tag) : AccountCommand;

    /// <summary>Places a hold for local days [from, until); from defaults to today, until to open end.</summary>
    [CommandType("placeHold")]
    public sealed record PlaceHold(
        string HoldId, string? Reason, LocalDate? From, LocalDate? Until, HoldScope Scope) : AccountCommand
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.Archived(ArchiveShelf.Hold, HoldId)];
    }

    /// <summary>Releases a hold.</summary>
    [CommandType("releaseHold")]
    public sealed record ReleaseHold(string HoldId) : AccountCommand;

    /// <summary>Message of a child: this account pays for it.</summary>
    [CommandType("announceChild")]
    public sealed record AnnounceChild(string ChildId) : AccountCommand;

    /// <summary>Message of a child: this account no longer pays for it.</summary>
    [CommandType("withdrawChild")]
    public sealed record WithdrawChild(string ChildId) : AccountCommand;

    /// <summary>Message of the parent: what it owes.</summary>
    [CommandType("receiveParentDebt")]
    public sealed record ReceiveParentDebt(ParentDebt Debt) : AccountCommand;

    /// <summary>Books the history of an account in one decision: facts only, no policy looks at them.</summary>
    [CommandType("recordHistory")]
    public sealed record RecordHistory : AccountCommand, ICommand
    {
        /// <summary>The profile; null when the import has no row for it.</summary>
        public PutAccount? Profile { get; init; }

        /// <summary>Bills in file order.</summary>
        public Items<AddBill> Bills { get; init; }

        /// <summary>Payments in file order.</summary>
        public Items<AddPayment> Payments { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups
        {
            get
            {
                var lookups = new List<Lookup>(Bills.Count + (2 * Payments.Count));
                if (Profile is not null)
                {
                    lookups.AddRange(Profile.Lookups);
                }

                foreach (var bill in Bills)
                {
                    lookups.AddRange(bill.Lookups);
                }

                foreach (var payment in Payments)
                {
                    lookups.AddRange(payment.Lookups);
                }

                return lookups;
            }
        }

        // Asked for each account of an import, tens of thousands of them a second: rows look nowhere else.
        /// <inheritdoc/>
        IReadOnlyList<Lookup> ICommand.LookupsBesidesArchive => Profile?.Lookups ?? [];
    }
}
