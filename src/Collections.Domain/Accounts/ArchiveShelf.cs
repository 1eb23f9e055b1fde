namespace Collections.Domain.Accounts;

/// <summary>Names of the archive's shelves: what an archived item is found under.</summary>
public static class ArchiveShelf
{
    /// <summary>Bills, with everything linked to them by allocations (see <see cref="ArchivedGroup"/>).</summary>
    public const string Bill = "bill";

    /// <summary>Payments, with everything linked to them.</summary>
    public const string Payment = "payment";

    /// <summary>Credits, with everything linked to them.</summary>
    public const string Credit = "credit";

    /// <summary>Released holds; they do not come back.</summary>
    public const string Hold = "hold";

    /// <summary>Adjustments of archived bills: only that the id is taken.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>Reversals of archived payments: only that the id is taken.</summary>
    public const string Reversal = "reversal";
}

/// <summary>
/// Closed bills and the money that covers them, archived together: whichever of them a later command names, all come
/// back, so that a reversal or a late adjustment finds both ends of every allocation.
/// </summary>
/// <param name="Bills">The bills.</param>
/// <param name="Sources">The payments and credits.</param>
public sealed record ArchivedGroup(Items<Bill> Bills, Items<FundingSource> Sources);
