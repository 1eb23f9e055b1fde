using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

public abstract partial record AccountCommand
{
    /// <summary>Adds a bill, committed or as a draft.</summary>
    [CommandType("addBill")]
    public sealed record AddBill(string BillId, decimal AmountDue) : AccountCommand
    {
        /// <summary>ISO 4217 code; default the account's, another one is refused.</summary>
        public string? Currency { get; init; }

        /// <summary>Local day of issue; default the local day of the command.</summary>
        public LocalDate? IssuedOn { get; init; }

        /// <summary>Local due day; default the issue day.</summary>
        public LocalDate? DueDate { get; init; }

        /// <summary>Whether it is a draft.</summary>
        public bool Draft { get; init; }

        /// <summary>Its lines; null for none. They sum to the amount.</summary>
        public Items<NewBillLine>? Lines { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => ArchivedBill(BillId);
    }

    /// <summary>A line of a bill on its way in.</summary>
    /// <param name="LineId">Its id.</param>
    /// <param name="Kind">What is billed, a code.</param>
    /// <param name="Amount">Its amount.</param>
    /// <param name="Description">Its text.</param>
    public sealed record NewBillLine(string? LineId, string? Kind, decimal Amount, SealedText? Description);

    /// <summary>Commits a draft.</summary>
    [CommandType("commitBill")]
    public sealed record CommitBill(string BillId) : AccountCommand
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => ArchivedBill(BillId);
    }

    /// <summary>Changes a bill's amount.</summary>
    /// <param name="BillId">The bill.</param>
    /// <param name="AdjustmentId">Unique within the account.</param>
    /// <param name="Amount">Added to the total; negative lowers it.</param>
    [CommandType("adjustBill")]
    public sealed record AdjustBill(string BillId, string AdjustmentId, decimal Amount) : AccountCommand
    {
        /// <summary>ISO 4217 code; default the account's, another one is refused.</summary>
        public string? Currency { get; init; }

        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups =>
            [.. ArchivedBill(BillId), new Lookup.Archived(ArchiveShelf.Adjustment, AdjustmentId)];
    }

    /// <summary>Gives a bill up.</summary>
    [CommandType("writeOffBill")]
    public sealed record WriteOffBill(string BillId) : AccountCommand
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => ArchivedBill(BillId);
    }

    /// <summary>Undoes a write-off.</summary>
    [CommandType("undoWriteOff")]
    public sealed record UndoWriteOff(string BillId) : AccountCommand
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => ArchivedBill(BillId);
    }

    /// <summary>Keeps a bill from counting on days before a day; null lifts that.</summary>
    [CommandType("postponeBill")]
    public sealed record PostponeBill(string BillId, LocalDate? Until) : AccountCommand
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => ArchivedBill(BillId);
    }

    /// <summary>Voids a draft or an unpaid bill.</summary>
    [CommandType("voidBill")]
    public sealed record VoidBill(string BillId) : AccountCommand
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Lookup> Lookups => ArchivedBill(BillId);
    }

    private static Lookup.Archived[] ArchivedBill(string billId) => [new Lookup.Archived(ArchiveShelf.Bill, billId)];
}
