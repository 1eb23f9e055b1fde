using Collections.Domain.Accounts;
using Collections.Kernel.Documents;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Gateways.Wire;

/// <summary>Bodies of the calls about bills.</summary>
public static class BillBodies
{
    /// <summary><c>POST /accounts/{id}/bills</c>.</summary>
    public static async ValueTask<WireCommand> AddAsync(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "billId");
        var amount = reader.Required("amountDue", reader.Amount("amountDue"));
        var currency = reader.Currency("currency");
        var issuedOn = reader.Date("issuedOn");
        var dueDate = reader.Date("dueDate");
        var status = reader.Word("status", "committed", "draft");
        var lines = reader.Objects("lines", ReadLine);
        if (reader.Finish() is { } rejection)
        {
            return new WireCommand(null, rejection);
        }

        return new WireCommand(
            new AddBill(id, amount!.Value)
            {
                Currency = currency,
                IssuedOn = issuedOn,
                DueDate = dueDate,
                Draft = status == "draft",
                Lines = lines is null ? null : await SealAsync(lines, context),
            },
            null);
    }

    /// <summary><c>POST .../bills/{billId}/commit</c>.</summary>
    public static WireCommand Commit(Node body, WireContext context) =>
        OfBill(body, context, id => new CommitBill(id));

    /// <summary><c>POST .../bills/{billId}/write-off</c>.</summary>
    public static WireCommand WriteOff(Node body, WireContext context) =>
        OfBill(body, context, id => new WriteOffBill(id));

    /// <summary><c>POST .../bills/{billId}/write-off-reversal</c>.</summary>
    public static WireCommand UndoWriteOff(Node body, WireContext context) =>
        OfBill(body, context, id => new UndoWriteOff(id));

    /// <summary><c>POST .../bills/{billId}/void</c>.</summary>
    public static WireCommand Void(Node body, WireContext context) =>
        OfBill(body, context, id => new VoidBill(id));

    /// <summary><c>POST .../bills/{billId}/adjustments</c>.</summary>
    public static WireCommand Adjust(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var bill = context.Id(reader, "billId");
        var id = context.Id(reader, "adjustmentId");
        var amount = reader.Required("amount", reader.Amount("amount"));
        if (amount == 0)
        {
            reader.Fault("amount", "amount_zero", "An adjustment changes the bill by some amount.");
        }

        var currency = reader.Currency("currency");
        return WireCommand.Of(reader, () => new AdjustBill(bill, id, amount!.Value) { Currency = currency });
    }

    /// <summary><c>POST .../bills/{billId}/postponement</c>: an explicit null lifts it.</summary>
    public static WireCommand Postpone(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var bill = context.Id(reader, "billId");
        var until = reader.Date("until");
        if (!reader.Has("until"))
        {
            reader.Required("until", until);
        }

        return WireCommand.Of(reader, () => new PostponeBill(bill, until));
    }

    private static WireCommand OfBill(Node body, WireContext context, Func<string, AccountCommand> command)
    {
        var reader = new BodyReader(body, context.Form);
        var bill = context.Id(reader, "billId");
        return WireCommand.Of(reader, () => command(bill));
    }

    private static LineBody? ReadLine(BodyReader line)
    {
        var amount = line.Required("amount", line.Amount("amount"));
        var read = new LineBody(line.Id("lineId"), line.Text("kind", 64), amount ?? 0, line.Text("description"));
        return amount is null ? null : read;
    }

    private static async ValueTask<Items<NewBillLine>> SealAsync(IReadOnlyList<LineBody> lines, WireContext context)
    {
        var made = new List<NewBillLine>();
        foreach (var line in lines)
        {
            // Free text may name persons; it is sealed for the account, whoever is meant.
            var text = line.Description is null ? null : await context.Seal(context.AccountId, line.Description);
            made.Add(new NewBillLine(line.LineId, line.Kind, line.Amount, text));
        }

        return made.ToItems();
    }

    private sealed record LineBody(string? LineId, string? Kind, decimal Amount, string? Description);
}
