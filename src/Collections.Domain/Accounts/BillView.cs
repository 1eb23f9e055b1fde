namespace Collections.Domain.Accounts;

/// <summary>The bills of the view, by (issue day, id).</summary>
internal static class BillView
{
    /// <summary>Writes the list.</summary>
    public static void Write(ViewPage page)
    {
        page.Writer.WriteStartArray("bills"u8);
        var bills = ViewPage.Shown(page.Account.Bills, bill => bill.ClosedAt)
            .OrderBy(bill => bill.Terms.IssuedOn)
            .ThenBy(bill => bill.BillId, StringComparer.Ordinal);
        foreach (var bill in bills)
        {
            page.Writer.WriteStartObject();
            WriteFields(page, bill);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    /// <summary>Writes the fields of one bill.</summary>
    public static void WriteFields(ViewPage page, Bill bill)
    {
        var writer = page.Writer;
        writer.WriteString("billId"u8, bill.BillId);
        page.Amount("amountDue", bill.TotalMinor);
        page.Amount("outstanding", bill.OutstandingMinor);
        page.Amount("recovered", bill.RecoveredMinor);
        page.Amount("disputed", bill.DisputedMinor);
        page.Day("issuedOn", bill.Terms.IssuedOn);
        page.Day("dueDate", bill.Terms.DueDate);
        writer.WriteString("status"u8, EnumNames.Of(bill.Status));
        writer.WriteString(
            "agingBucket"u8,
            bill.OutstandingMinor > 0 ? page.Inputs.BucketOf(Balances.DaysPastDueOf(bill, page.Today)) : null);
        writer.WriteNumber("daysPastDue"u8, bill.OutstandingMinor > 0 ? Balances.DaysPastDueOf(bill, page.Today) : 0);
        page.Day("postponedUntil", bill.PostponedUntil);
        WriteLines(page, bill);
        WriteAdjustments(page, bill);
    }

    private static void WriteLines(ViewPage page, Bill bill)
    {
        page.Writer.WriteStartArray("lines"u8);
        foreach (var line in bill.Terms.Lines)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("lineId"u8, line.LineId);
            page.Writer.WriteString("kind"u8, line.Kind);
            page.Amount("amount", line.AmountMinor);
            page.Personal("description", line.Description);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    private static void WriteAdjustments(ViewPage page, Bill bill)
    {
        page.Writer.WriteStartArray("adjustments"u8);
        foreach (var adjustment in bill.Adjustments)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("adjustmentId"u8, adjustment.AdjustmentId);
            page.Amount("amount", adjustment.AmountMinor);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }
}
