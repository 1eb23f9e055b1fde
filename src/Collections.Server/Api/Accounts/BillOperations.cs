using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Kernel.Documents;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Server.Api.Accounts;

/// <summary>Bills and what is done to them.</summary>
internal static class BillOperations
{
    private const string Tag = "Bills";

    private const string Path = "/accounts/{accountId}/bills";

    private const string OnePath = Path + "/{billId}";

    public static IReadOnlyList<Operation> All =>
    [
        new("addBill", "POST", Path, call => AccountAsk.RunAsync(call, BillBodies.AddAsync, Made))
        {
            Tag = Tag,
            Summary = "Adds a bill, committed or as a draft. A negative amount is a credit bill.",
            Body = AccountBodySchemas.Bill,
            Answer = AccountSchemas.Bill,
            Successes = [201, 200],
        },
        new("getBill", "GET", OnePath, call => AccountItems.GetAsync(call, AccountItem.Bill, "billId"))
        {
            Tag = Tag,
            Summary = "A bill.",
            Answer = AccountSchemas.Bill,
        },
        Verb("commitBill", "commit", "Commits a draft.", BillBodies.Commit),
        Verb("writeOffBill", "write-off", "Gives what is outstanding up.", BillBodies.WriteOff),
        Verb("undoWriteOff", "write-off-reversal", "Takes a write-off back.", BillBodies.UndoWriteOff),
        Verb("voidBill", "void", "Voids a draft or an unpaid bill.", BillBodies.Void),
        Verb("postponeBill", "postponement", "The bill does not count before a day; null lifts that.", BillBodies.Postpone)
            with
        { Body = AccountBodySchemas.Postponement, BodyOptional = false },
        new("adjustBill", "POST", OnePath + "/adjustments", call => AccountAsk.RunAsync(call, BillBodies.Adjust, Adjusted))
        {
            Tag = Tag,
            Summary = "Changes what is due; a negative amount lowers it.",
            Body = AccountBodySchemas.Adjustment,
            Answer = AccountSchemas.AdjustmentMade,
            Successes = [201, 200],
        },
    ];

    private static Operation Verb(
        string id, string verb, string summary, Func<Node, WireContext, WireCommand> read) =>
        new(id, "POST", $"{OnePath}/{verb}", call => AccountAsk.RunAsync(
            call, read, answer => answer.Changed(AccountItem.Bill, call.Part("billId"))))
        {
            Tag = Tag,
            Summary = summary,
            Body = AccountBodySchemas.Nothing,
            BodyOptional = true,
            Answer = AccountSchemas.Bill,
        };

    private static ApiReply Made(AccountAnswer answer)
    {
        var id = answer.As<AddBill>().BillId;
        return answer.Made(AccountItem.Bill, id, $"bills/{id}");
    }

    private static ApiReply Adjusted(AccountAnswer answer)
    {
        var command = answer.As<AdjustBill>();
        var made = answer.Account.Bill(command.BillId)?.Adjustments
            .FirstOrDefault(each => each.AdjustmentId == command.AdjustmentId);
        var reply = answer.Reply(AccountAsk.StatusOf(answer.Answer), writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("adjustmentId"u8, command.AdjustmentId);
            writer.WriteNumber("amount"u8, AmountText.Of(answer.Account, made?.AmountMinor ?? 0));
            writer.WritePropertyName("bill"u8);
            answer.WriteItem(writer, AccountItem.Bill, command.BillId);
            answer.WriteBeside(writer);
            writer.WriteEndObject();
        });
        return reply with { Location = answer.Under($"bills/{command.BillId}") };
    }
}
