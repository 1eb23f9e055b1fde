namespace Collections.Domain.Accounts;

/// <summary>
/// Whether a bill sent again is the bill that is there: the fields as sent are compared, a date left out matches a date
/// that was left out before, whatever it defaulted to.
/// </summary>
internal static class SameBill
{
    /// <summary>Whether the terms sent again are those of the stored bill.</summary>
    public static bool IsSame(BillTerms stored, BillTerms again)
    {
        // A date that is left out now was left out then; one that is given may spell the default out.
        var sent = again with
        {
            IssuedOn = Omits(again, OmittedDates.IssuedOn) ? stored.IssuedOn : again.IssuedOn,
            DueDate = Omits(again, OmittedDates.DueDate) ? stored.DueDate : again.DueDate,
            Omitted = stored.Omitted,
        };
        return (again.Omitted & ~stored.Omitted) == OmittedDates.None && stored == sent;
    }

    private static bool Omits(BillTerms terms, OmittedDates date) => (terms.Omitted & date) == date;
}
