namespace Collections.Domain.Accounts;

/// <summary>The payments and credits of the view, in order of arrival.</summary>
internal static class MoneyView
{
    /// <summary>Writes the payments.</summary>
    public static void WritePayments(ViewPage page)
    {
        page.Writer.WriteStartArray("payments"u8);
        foreach (var payment in Of(page.Account, FundingKind.Payment))
        {
            page.Writer.WriteStartObject();
            WritePayment(page, payment);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    /// <summary>Writes the credits.</summary>
    public static void WriteCredits(ViewPage page)
    {
        page.Writer.WriteStartArray("credits"u8);
        foreach (var credit in Of(page.Account, FundingKind.Credit))
        {
            page.Writer.WriteStartObject();
            WriteCredit(page, credit);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    /// <summary>Writes the fields of one credit.</summary>
    public static void WriteCredit(ViewPage page, FundingSource credit)
    {
        page.Writer.WriteString("creditId"u8, credit.Id);
        page.Amount("amount", credit.AmountMinor);
        page.Instant("grantedAt", credit.GrantedAt);
        WriteUse(page, credit);
    }

    /// <summary>Writes the fields of one payment.</summary>
    public static void WritePayment(ViewPage page, FundingSource payment)
    {
        page.Writer.WriteString("paymentId"u8, payment.Id);
        page.Amount("amount", payment.AmountMinor);
        page.Writer.WriteString("status"u8, EnumNames.Of(payment.Status));
        page.Instant("receivedAt", payment.Terms?.ReceivedAt);
        page.Day("valueDate", payment.Terms?.ValueDate);
        page.Writer.WriteString("method"u8, payment.Terms?.Method);
        page.Writer.WriteString("declineCode"u8, payment.Terms?.DeclineCode);
        WriteUse(page, payment);
        page.Amount("reversed", payment.ReversedMinor);
        page.Writer.WriteStartArray("reversals"u8);
        foreach (var reversal in payment.Reversals)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("reversalId"u8, reversal.ReversalId);
            page.Amount("amount", reversal.AmountMinor);
            page.Writer.WriteString("reason"u8, EnumNames.Of(reversal.Reason));
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    private static void WriteUse(ViewPage page, FundingSource source)
    {
        page.Writer.WriteStartArray("allocations"u8);
        foreach (var allocation in source.Allocations)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("billId"u8, allocation.BillId);
            page.Amount("amount", allocation.AmountMinor);
            if (allocation.Recovered)
            {
                page.Writer.WriteBoolean("recovered"u8, true);
            }

            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
        page.Amount("unapplied", source.UnappliedMinor);
    }

    private static IEnumerable<FundingSource> Of(Account account, FundingKind kind) =>
        ViewPage.Shown(
            account.Sources.Where(source => source.Kind == kind).ToItems(), source => source.ClosedAt);
}
