using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Server.Api.Accounts;

/// <summary>Payments, their reversals, and credits.</summary>
internal static class PaymentOperations
{
    private const string Tag = "Payments";

    private const string Path = "/accounts/{accountId}/payments";

    private const string OnePath = Path + "/{paymentId}";

    public static IReadOnlyList<Operation> All =>
    [
        new("addPayment", "POST", Path, call => AccountAsk.RunAsync(call, PaymentBodies.Add, Made))
        {
            Tag = Tag,
            Summary = "Tells of a payment; a later call with the same id may tell that a pending one settled or failed.",
            Body = AccountBodySchemas.Payment,
            Answer = AccountSchemas.Payment,
            Successes = [201, 200],
        },
        new("getPayment", "GET", OnePath, call => AccountItems.GetAsync(call, AccountItem.Payment, "paymentId"))
        {
            Tag = Tag,
            Summary = "A payment.",
            Answer = AccountSchemas.Payment,
        },
        new("reversePayment", "POST", OnePath + "/reversals", call =>
            AccountAsk.RunAsync(call, PaymentBodies.Reverse, Reversed))
        {
            Tag = Tag,
            Summary = "Takes a payment back, in part or whole; the debt comes back with its original dates.",
            Body = AccountBodySchemas.Reversal,
            Answer = AccountSchemas.ReversalMade,
            Successes = [201, 200],
        },
        new("addCredit", "POST", "/accounts/{accountId}/credits", call =>
            AccountAsk.RunAsync(call, PaymentBodies.Credit, Granted))
        {
            Tag = Tag,
            Summary = "Grants a credit; it covers what is due longest first.",
            Body = AccountBodySchemas.Credit,
            Answer = AccountSchemas.Credit,
            Successes = [201, 200],
        },
        new("getCredit", "GET", "/accounts/{accountId}/credits/{creditId}", call =>
            AccountItems.GetAsync(call, AccountItem.Credit, "creditId"))
        {
            Tag = Tag,
            Summary = "A credit.",
            Answer = AccountSchemas.Credit,
        },
    ];

    private static ApiReply Made(AccountAnswer answer)
    {
        var id = answer.As<AddPayment>().PaymentId;
        var reply = answer.Made(AccountItem.Payment, id, $"payments/{id}");

        // The outcome of a pending payment changes what an earlier call made.
        var settled = answer.Account.Source(FundingKind.Payment, id)?.Terms?.WasPending == true;
        return settled ? reply with { Status = 200 } : reply;
    }

    private static ApiReply Reversed(AccountAnswer answer)
    {
        var command = answer.As<ReversePayment>();
        var made = answer.Account.Source(FundingKind.Payment, command.PaymentId)?.Reversals
            .FirstOrDefault(each => each.ReversalId == command.ReversalId);
        var reply = answer.Reply(AccountAsk.StatusOf(answer.Answer), writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("reversalId"u8, command.ReversalId);
            writer.WriteNumber("amount"u8, AmountText.Of(answer.Account, made?.AmountMinor ?? 0));
            writer.WriteString("reason"u8, command.Reason.ToString().ToLowerInvariant());
            writer.WritePropertyName("payment"u8);
            answer.WriteItem(writer, AccountItem.Payment, command.PaymentId);
            answer.WriteBeside(writer);
            writer.WriteEndObject();
        });
        return reply with { Location = answer.Under($"payments/{command.PaymentId}") };
    }

    private static ApiReply Granted(AccountAnswer answer)
    {
        var id = answer.As<AddCredit>().CreditId;
        return answer.Made(AccountItem.Credit, id, $"credits/{id}");
    }
}
