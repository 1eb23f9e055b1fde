using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;

namespace Collections.Server.Api.Accounts;

/// <summary>Single items of an account: those in its state, and closed ones that were archived.</summary>
internal static class AccountItems
{
    /// <summary>Answers with an item.</summary>
    public static async ValueTask<ApiReply> GetAsync(ApiCall call, AccountItem item, string part)
    {
        var (accountId, id) = (call.Part("accountId"), call.Part(part));
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        if (await AccountReading.FindAsync(call, accountId) is not var (account, version))
        {
            return AccountReading.Unknown(call, accountId);
        }

        if (item != AccountItem.Hold && !await Disclosure.LetsAsync(call, account))
        {
            return Disclosure.Refuse(call);
        }

        var inputs = AccountReading.Inputs(version, await call.ConfigurationAsync(), call.Now);
        foreach (var holder in new[] { account, await ArchivedAsync(call, account, item, id) }.OfType<Account>())
        {
            var values = PersonalValues.Of(holder);
            var opened = inputs with { Reveal = await PersonalValues.OpenAsync(call, values, isVerified: true) };
            var body = JsonBytes.Of(
                (holder, item, id, opened),
                static (writer, it) => AccountItemView.Write(writer, it.holder, (it.item, it.id), it.opened));
            if (body.Length > 0)
            {
                return ApiReply.Ok(body, version);
            }
        }

        return call.Refuse(Unknown(item, id));
    }

    private static async ValueTask<Account?> ArchivedAsync(ApiCall call, Account account, AccountItem item, string id)
    {
        var shelf = item switch
        {
            AccountItem.Bill => ArchiveShelf.Bill,
            AccountItem.Payment => ArchiveShelf.Payment,
            AccountItem.Credit => ArchiveShelf.Credit,
            _ => null,
        };
        if (shelf is null || account.Archived is null)
        {
            return null;
        }

        var key = call.Key(AccountDecider.Kind, account.Id);
        return await call.Engine.Setup.Store.FindArchivedAsync(key, shelf, id) is { } json
            && JsonSerializer.Deserialize(json.Span, AccountJson.Default.ArchivedGroup) is { } group
            ? account with { Bills = group.Bills, Sources = group.Sources }
            : null;
    }

    private static Rejection Unknown(AccountItem item, string id) => item switch
    {
        AccountItem.Bill => AccountRejections.BillUnknown(id),
        AccountItem.Payment => AccountRejections.PaymentUnknown(id),
        AccountItem.Hold => AccountRejections.HoldUnknown(id),
        AccountItem.Credit => Rejection.Unknown("credit_unknown", $"The account has no credit '{id}'."),
        AccountItem.Treatment => Rejection.Unknown("treatment_unknown", $"The account has no treatment '{id}'."),
        _ => throw Invariant.Unreachable($"Unknown item {item}."),
    };
}
