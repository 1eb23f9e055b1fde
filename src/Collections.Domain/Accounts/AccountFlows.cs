using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Collections.Domain.Flows;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>What an account tells others: the accounts of its family here, persons and tasks in Flows.</summary>
public static class AccountFlows
{
    /// <summary>
    /// The messages an event gives. <paramref name="after"/> is the state after all events of the decision.
    /// </summary>
    public static IReadOnlyList<Message> React(Account after, AccountEvent happened) => happened switch
    {
        AccountEvent.ParentChanged e => ChildTellsParents(after, e),
        AccountEvent.DebtShared e => ParentTellsChildren(after, e),
        _ => AccountReactions.React(after, happened),
    };

    private static List<Message> ChildTellsParents(Account after, AccountEvent.ParentChanged changed)
    {
        List<Message> messages = [];
        if (changed.From is { } former)
        {
            messages.Add(To(
                after, former, new AccountCommand.WithdrawChild(after.Id), AccountJson.Default.WithdrawChild));
        }

        if (changed.To is { } parent)
        {
            messages.Add(To(
                after, parent, new AccountCommand.AnnounceChild(after.Id), AccountJson.Default.AnnounceChild));
        }

        return messages;
    }

    private static List<Message> ParentTellsChildren(Account after, AccountEvent.DebtShared shared)
    {
        var debt = new AccountCommand.ReceiveParentDebt(new ParentDebt(after.Id, shared.Currency, shared.Bills));
        var message = To(after, after.Id, debt, AccountJson.Default.ReceiveParentDebt);
        return [.. shared.To.Select(child => message with { To = message.To with { Id = child } })];
    }

    private static Message To<T>(Account from, string accountId, T command, JsonTypeInfo<T> json)
        where T : AccountCommand =>
        new(
            new EntityKey(from.Tenant, "account", accountId),
            CommandNames.Of<T>(),
            JsonSerializer.SerializeToUtf8Bytes(command, json));
}
