using System.Text.Json;
using Collections.Domain.Treatments;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>One item of an account.</summary>
public enum AccountItem
{
    /// <summary>A bill.</summary>
    Bill,

    /// <summary>A payment.</summary>
    Payment,

    /// <summary>A credit.</summary>
    Credit,

    /// <summary>A hold.</summary>
    Hold,

    /// <summary>A treatment.</summary>
    Treatment,
}

/// <summary>
/// One item of an account as the API shows it on its own: the fields it has in the account's view, with the account,
/// the currency and the account's version beside them.
/// </summary>
public static class AccountItemView
{
    /// <summary>Writes an item as one JSON object; false, and nothing written, when the state does not hold it.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="account">The open account.</param>
    /// <param name="item">What it is, and its id.</param>
    /// <param name="inputs">What the view needs besides.</param>
    public static bool Write(
        Utf8JsonWriter writer, Account account, (AccountItem Item, string Id) item, ViewInputs inputs)
    {
        Invariant.Require(account.Profile is not null, "Only an open account is shown.");
        var page = new ViewPage(writer, account, account.Profile, inputs);
        if (FieldsOf(page, item.Item, item.Id) is not { } fields)
        {
            return false;
        }

        writer.WriteStartObject();
        fields();
        writer.WriteString("currency"u8, account.Profile.Currency);
        writer.WriteString("accountId"u8, account.Id);
        writer.WriteNumber("accountVersion"u8, inputs.Version);
        writer.WriteEndObject();
        return true;
    }

    private static Action? FieldsOf(ViewPage page, AccountItem item, string id)
    {
        var account = page.Account;
        switch (item)
        {
            case AccountItem.Bill:
                return account.Bill(id) is { } bill ? () => BillView.WriteFields(page, bill) : null;
            case AccountItem.Payment:
                return account.Source(FundingKind.Payment, id) is { } payment
                    ? () => MoneyView.WritePayment(page, payment)
                    : null;
            case AccountItem.Credit:
                return account.Source(FundingKind.Credit, id) is { } credit
                    ? () => MoneyView.WriteCredit(page, credit)
                    : null;
            case AccountItem.Hold:
                return account.Holds.LastOrDefault(each => each.HoldId == id) is { } hold
                    ? () => HoldView.WriteFields(page, hold)
                    : null;
            case AccountItem.Treatment:
                return account.Treatments.LastOrDefault(each => each.TreatmentId == id) is { } treatment
                    ? () => TreatmentView.WriteFields(page, treatment)
                    : null;
            default:
                throw Invariant.Unreachable($"Unknown item {item}.");
        }
    }
}
