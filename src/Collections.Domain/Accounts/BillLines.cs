using System.Globalization;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>The lines of a bill: stored as given, their sum is the bill's amount.</summary>
internal static class BillLines
{
    /// <summary>Refuses lines that do not sum to the amount (400) or have too many digits (422).</summary>
    public static Rejection? Check(Booking booking, AccountCommand.AddBill command)
    {
        if (command.Lines is not { Count: > 0 } lines)
        {
            return null;
        }

        var sum = 0m;
        for (var i = 0; i < lines.Count; i++)
        {
            var at = $"/lines/{i.ToString(CultureInfo.InvariantCulture)}";
            var refusal = Form.OptionalWord(at + "/lineId", lines[i].LineId)
                ?? Form.OptionalWord(at + "/kind", lines[i].Kind)
                ?? Amounts.ToMinor(at + "/amount", lines[i].Amount, booking.Currency, out _);
            if (refusal is not null)
            {
                return refusal;
            }

            sum += lines[i].Amount;
        }

        return sum == command.AmountDue
            ? null
            : Rejection.Invalid("/lines", "lines_sum", "The lines must sum to the amount due.");
    }

    /// <summary>The lines as stored.</summary>
    public static Items<BillLine> Of(Booking booking, AccountCommand.AddBill command) =>
        (command.Lines ?? []).Select((line, index) => Of(booking, command.BillId, line, index)).ToItems();

    /// <summary>Writes the sealed texts of the lines.</summary>
    public static void Seal(Booking booking, AccountCommand.AddBill command)
    {
        var lines = command.Lines ?? [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Description is { } text)
            {
                booking.Write(new SideRow.PersonalData(
                    text.Person, Ref(booking, command.BillId, i), 1, text.Ciphertext));
            }
        }
    }

    private static BillLine Of(Booking booking, string billId, AccountCommand.NewBillLine line, int index)
    {
        Amounts.ToMinor("/amount", line.Amount, booking.Currency, out var minor);
        var description = line.Description is { } text
            ? new PersonalRef(Ref(booking, billId, index), 1, text.Hash)
            : null;
        return new BillLine(line.LineId, line.Kind, minor, description);
    }

    private static string Ref(Booking booking, string billId, int index) =>
        $"account/{booking.Now.Id}/bill/{billId}/line/{(index + 1).ToString(CultureInfo.InvariantCulture)}";
}
