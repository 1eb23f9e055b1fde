using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Server.Api.Access;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Accounts;

/// <summary>
/// Opens an account's personal values for a reader: in clear for who works with them, masked for others. Agents see
/// numbers and addresses of customers whom they have verified: who could read the answer needs not ask for it.
/// </summary>
internal static class PersonalValues
{
    /// <summary>Who reads names and addresses masked: those who judge money and records, not people.</summary>
    private const RoleSet MaskedFor = RoleSet.Finance | RoleSet.Auditor;

    /// <summary>Every personal value of an account and how it is masked.</summary>
    public static IReadOnlyList<(PersonalRef Reference, Func<string, string> Mask)> Of(Account account)
    {
        var values = new List<(PersonalRef Reference, Func<string, string> Mask)>();
        if (account.Profile!.Name is { } name)
        {
            values.Add((name, PersonalMask.Name));
        }

        foreach (var contact in account.Profile.Contacts)
        {
            values.Add((contact.Value, PersonalMask.Contact));
        }

        foreach (var bill in account.Bills)
        {
            foreach (var line in bill.Terms.Lines)
            {
                if (line.Description is { } text)
                {
                    values.Add((text, PersonalMask.Text));
                }
            }
        }

        return values;
    }

    /// <summary>How the caller sees them.</summary>
    /// <param name="call">The call.</param>
    /// <param name="values">The values.</param>
    /// <param name="isVerified">Whether the caller may see account matters.</param>
    public static async ValueTask<Func<PersonalRef, string?>> OpenAsync(
        ApiCall call, IReadOnlyList<(PersonalRef Reference, Func<string, string> Mask)> values, bool isVerified)
    {
        var masked = (call.Caller.Roles & MaskedFor) != 0;
        var opened = new Dictionary<PersonalRef, string?>();
        foreach (var (reference, mask) in values)
        {
            var clear = await call.Server.Setup.Vault.OpenAsync(call.Caller.Tenant, reference);
            opened[reference] = clear is null ? null
                : !isVerified && mask == PersonalMask.Contact ? PersonalMask.Unverified(clear)
                : masked ? mask(clear)
                : clear;
        }

        return reference => opened.GetValueOrDefault(reference);
    }
}
