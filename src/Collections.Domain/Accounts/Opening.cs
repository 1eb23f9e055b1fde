using System.Globalization;
using Collections.Domain.Overdue;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>
/// The account is opened or its profile replaced. What is left out takes its default, except tags, characteristics,
/// service agreements and contacts, which stay. The same profile again changes nothing.
/// </summary>
internal static class Opening
{
    /// <summary>Books the profile.</summary>
    public static Rejection? Put(Booking booking, AccountCommand.PutAccount command)
    {
        var refusal = ProfileForm.Check(command, booking.Now.Id)
            ?? CheckCurrency(booking.Now, command)
            ?? Family.Check(booking, command);
        if (refusal is not null)
        {
            return refusal;
        }

        var before = booking.Now.PayingParent;
        var sealing = new Sealing(booking, command.CustomerId ?? booking.Now.Id);
        var profile = Profile(booking, command, sealing);
        if (booking.Now.Phase != AccountPhase.Open)
        {
            booking.Book(new AccountEvent.Created(profile));
            booking.Write(AccountSearch.Terms(profile, command.Name));
        }
        else if (booking.Now.Profile != profile)
        {
            var former = booking.Now.Profile;
            booking.Book(new AccountEvent.Updated(profile, sealing.Retired())
            {
                FormerCustomerId = former?.CustomerId == profile.CustomerId ? null : former?.CustomerId,
                FormerTimeZone = former?.TimeZone == profile.TimeZone ? null : former?.TimeZone,
            });
            booking.Write(AccountSearch.Terms(profile, command.Name));
        }

        if (booking.Now.PayingParent != before)
        {
            booking.Book(new AccountEvent.ParentChanged(before, booking.Now.PayingParent));
        }

        if (command.Tags is { } tags)
        {
            Marking.Replace(booking, tags);
        }

        return null;
    }

    /// <summary>Books that name and contacts are gone.</summary>
    public static Rejection? Forget(Booking booking, AccountCommand.ForgetPerson command)
    {
        if (booking.Now.Profile is not { } profile
            || profile.CustomerId != command.CustomerId
            || (profile.Name is null && profile.Contacts.Count == 0))
        {
            return null;
        }

        var sealing = new Sealing(booking, profile.CustomerId);
        var bare = profile with
        {
            Name = sealing.Seal("name", null, profile.Name),
            Contacts = Contacts([], profile, sealing),
        };
        booking.Book(new AccountEvent.Updated(bare, sealing.Retired()));
        booking.Write(AccountSearch.Terms(bare, null));
        return null;
    }

    private static Profile Profile(Booking booking, AccountCommand.PutAccount command, Sealing sealing)
    {
        var old = booking.Now.Profile;
        var defaults = booking.Context.Defaults;
        return new Profile
        {
            CustomerId = sealing.Person,
            Name = sealing.Seal("name", command.Name, old?.Name),
            Currency = command.Currency ?? old?.Currency ?? defaults.Currency,
            TimeZone = command.TimeZone ?? defaults.TimeZone,
            Locale = command.Locale ?? defaults.Locale,
            Segmentation = command.Segmentation == new Segmentation() ? null : command.Segmentation,
            CreditRating = command.CreditRating,
            ParentId = command.ParentId,
            PaidByParent = command.PaidByParent,
            Contacts = command.Contacts is { } contacts ? Contacts(contacts, old, sealing) : old?.Contacts ?? [],
            PreferredTimeWindow = command.PreferredTimeWindow,
            Characteristics = command.Characteristics ?? old?.Characteristics ?? [],
            ServiceAgreements = command.ServiceAgreements ?? old?.ServiceAgreements ?? [],
        };
    }

    private static Items<Contact> Contacts(Items<AccountCommand.NewContact> given, Profile? old, Sealing sealing)
    {
        List<Contact> contacts = [];
        var before = old?.Contacts ?? [];
        for (var i = 0; i < Math.Max(given.Count, before.Count); i++)
        {
            var name = $"contact/{(i + 1).ToString(CultureInfo.InvariantCulture)}";
            var value = sealing.Seal(
                name, i < given.Count ? given[i].Value : null, i < before.Count ? before[i].Value : null);
            if (value is not null)
            {
                contacts.Add(new Contact(given[i].Kind, value, given[i].Role) { Zones = given[i].Zones });
            }
        }

        return contacts.ToItems();
    }

    private static Rejection? CheckCurrency(Account account, AccountCommand.PutAccount command)
    {
        var locked = account.Bills.Count > 0 || account.Sources.Count > 0 || account.Archived is not null;
        return locked && account.Profile is { } profile && command.Currency is { } asked && asked != profile.Currency
            ? AccountRejections.CurrencyLocked(profile.Currency)
            : null;
    }
}
