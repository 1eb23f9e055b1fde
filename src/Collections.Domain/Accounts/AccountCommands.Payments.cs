using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

public abstract partial record AccountCommand
{
    /// <summary>Tells of a payment, or that a pending one settled or failed.</summary>
    [CommandType("addPayment")]
    public sealed record AddPayment(string PaymentId, decimal Amount) : AccountCommand
    {
        /// <summary>ISO 4217 code; default the account's, another one is refused.</summary>
        public string? Currency { get; init; }

        /// <summary>Where it stands.</summary>
        public PaymentStatus Status { get; init; }

        /// <summary>When it was received; default the instant of the command.</summary>
        public Instant? ReceivedAt { get; init; }

        /// <summary>Value date.</summary>
        public LocalDate? ValueDate { get; init; }

        /// <summary>Card, transfer ... a code.</summary>
        public string? Method { get; init; }

        /// <summary>The one bill it is meant for: short for one allocation of the whole amount.</summary>
        public string? BillId { get; init; }

        /// <summary>The bills it is meant for; null for none.</summary>
        public Items<NewAllocation>? Allocations { get; init; }

        /// <summary>Why it failed.</summary>
        public string? DeclineCode { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => Allocations is null && BillId is null
            ? [new Lookup.Archived(ArchiveShelf.Payment, PaymentId)]
            :
            [
                new Lookup.Archived(ArchiveShelf.Payment, PaymentId),
                .. BillIds().Select(id => new Lookup.Archived(ArchiveShelf.Bill, id)),
            ];

        private IEnumerable<string> BillIds() =>
            (Allocations ?? []).Select(each => each.BillId).Concat(BillId is null ? [] : [BillId]).Distinct();
    }

    /// <summary>A part of a payment meant for a bill.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="Amount">The part, positive; capped at what is outstanding.</param>
    public sealed record NewAllocation(string BillId, decimal Amount);

    /// <summary>Reverses a payment, in part or whole.</summary>
    /// <param name="PaymentId">The payment.</param>
    /// <param name="ReversalId">Unique within the account.</param>
    /// <param name="Amount">How much; default all that remains.</param>
    /// <param name="Reason">Why.</param>
    [CommandType("reversePayment")]
    public sealed record ReversePayment(string PaymentId, string ReversalId, decimal? Amount, ReversalReason Reason)
        : AccountCommand
    {
        /// <summary>ISO 4217 code; default the account's, another one is refused.</summary>
        public string? Currency { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups =>
        [
            new Lookup.Archived(ArchiveShelf.Payment, PaymentId),
            new Lookup.Archived(ArchiveShelf.Reversal, ReversalId),
        ];
    }

    /// <summary>Grants a credit.</summary>
    /// <param name="CreditId">Unique within the account.</param>
    /// <param name="Amount">Positive.</param>
    [CommandType("addCredit")]
    public sealed record AddCredit(string CreditId, decimal Amount) : AccountCommand
    {
        /// <summary>ISO 4217 code; default the account's, another one is refused.</summary>
        public string? Currency { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.Archived(ArchiveShelf.Credit, CreditId)];
    }
}
