using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Runtime.Personal;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Gateways.Import;

/// <summary>Turns account rows into profiles, their personal values sealed: for many accounts together.</summary>
internal sealed class ProfileSealing(ImportTarget target)
{
    private readonly TenantKeys _keys = target.Vault.KeysOf(target.Tenant);

    /// <summary>
    /// The profiles of rows in their order, null where there is no row. A value that the stored account holds already
    /// is told by its hash alone: it stays as it is stored, as long as the account is the one that was looked at.
    /// </summary>
    /// <param name="accounts">The rows, and what is stored of their accounts.</param>
    /// <param name="allNew">Whether none of the accounts is stored; mostly their customers are not either.</param>
    public async ValueTask<SealedProfile?[]> SealAsync(
        IReadOnlyList<(AccountRow? Row, Account? Stored)> accounts, bool allNew)
    {
        var values = new PersonalValues?[accounts.Count];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            if (accounts[i].Row is { } row)
            {
                values[i] = PersonalValues.Of(row, target.Home);
                if (values[i] is { IsEmpty: false } given && !IsStored(given, row.CustomerId, accounts[i].Stored))
                {
                    places.TryAdd(row.CustomerId, places.Count);
                }
            }
        }

        var sealers = await target.Vault.SealersAsync(target.Tenant, [.. places.Keys], allNew);
        var profiles = new SealedProfile?[accounts.Count];
        for (var i = 0; i < profiles.Length; i++)
        {
            if (accounts[i].Row is { } row && values[i] is { } given)
            {
                var isStored = IsStored(given, row.CustomerId, accounts[i].Stored);
                var sealer = !isStored && places.TryGetValue(row.CustomerId, out var at) ? sealers[at] : null;
                profiles[i] = new SealedProfile(Profile(row, given, sealer), sealer is null && !given.IsEmpty);
            }
        }

        foreach (var sealer in sealers)
        {
            sealer.Dispose();
        }

        return profiles;
    }

    private bool IsStored(PersonalValues given, string customer, Account? stored)
    {
        if (stored?.Profile is not { } profile
            || profile.CustomerId != customer
            || given.Contacts.Count > profile.Contacts.Count
            || (given.Name is { } name && profile.Name?.Hash != _keys.Hash(name)))
        {
            return false;
        }

        for (var i = 0; i < given.Contacts.Count; i++)
        {
            if (profile.Contacts[i].Value.Hash != _keys.Hash(given.Contacts[i].Matching))
            {
                return false;
            }
        }

        return true;
    }

    private PutAccount Profile(AccountRow row, PersonalValues given, PersonSealer? sealer) => new()
    {
        CustomerId = row.CustomerId,
        Name = given.Name is { } name ? Sealed(row.CustomerId, name, name, sealer) : null,
        Currency = row.Currency.Code,
        TimeZone = row.Timezone,
        Locale = row.Locale,
        Segmentation = new Segmentation
        {
            CollectionClass = row.CollectionClass,
            Division = row.Division,
            Tier = row.Tier,
            Region = row.Region,
            Industry = row.Industry,
            Segment = row.Segment,
        },
        CreditRating = row.CreditRating,
        ParentId = row.ParentAccountId,
        PaidByParent = row.PaidByParent,
        Contacts = given.Contacts.Count == 0 ? null : given.Contacts.Select(contact => new NewContact(
            contact.Kind, Sealed(row.CustomerId, contact.Value, contact.Matching, sealer), null)
        {
            Zones = contact.Zones,
        }).ToItems(),
        Tags = row.Tags?.ToItems(),
    };

    private SealedText Sealed(string person, string value, string matching, PersonSealer? sealer) => sealer is not null
        ? sealer.Seal(value, matching)
        : new SealedText(person, _keys.Hash(matching), default) { Terms = NameTerms.Of(_keys, value) };

    /// <summary>What is personal in a row.</summary>
    private sealed record PersonalValues(string? Name, IReadOnlyList<PersonalContact> Contacts)
    {
        public bool IsEmpty => Name is null && Contacts.Count == 0;

        public static PersonalValues Of(AccountRow row, Wire.HomeCountry home)
        {
            List<PersonalContact> contacts = [];
            Add("phone", row.Phone);
            Add("email", row.Email);
            return new PersonalValues(row.Name, contacts);

            void Add(string kind, string? value)
            {
                if (value is not null)
                {
                    var (matching, zones) = home.Read(kind, value, row.Timezone);
                    contacts.Add(new PersonalContact(kind, value, matching, zones));
                }
            }
        }
    }

    /// <summary>
    /// A contact as it was given, the form by which it matches, and the zones that its number may be in.
    /// </summary>
    private sealed record PersonalContact(string Kind, string Value, string Matching, Items<string> Zones);
}

/// <summary>A profile to be put.</summary>
/// <param name="Command">It.</param>
/// <param name="ByHash">
/// Whether its personal values are told by their hashes alone: it may be put only where they are stored.
/// </param>
internal sealed record SealedProfile(PutAccount Command, bool ByHash);
