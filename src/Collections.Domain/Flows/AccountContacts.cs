using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using NodaTime.TimeZones;

namespace Collections.Domain.Flows;

/// <summary>What the gate has to know of an account whose customer is to be contacted.</summary>
public static class AccountContacts
{
    /// <summary>What its contact policy is chosen by.</summary>
    public static ContactSegment SegmentOf(Profile profile) => new(
        profile.Currency,
        profile.Segmentation?.CollectionClass,
        profile.Segmentation?.Division,
        profile.Segmentation?.Region);

    /// <summary>A contact over a channel, with the number that the account names for it.</summary>
    public static ContactQuery QueryOf(Account account, string channel) => QueryOf(
        account, channel, ContactChannels.UsesNumber(channel) ? PointOf(account.Profile!, channel)?.Value.Hash : null);

    /// <summary>A contact over a channel and one of the account's numbers; null for none.</summary>
    public static ContactQuery QueryOf(Account account, string channel, string? numberId)
    {
        var profile = account.Profile!;
        var (address, number) = ZonesOf(profile, numberId);
        return new ContactQuery(channel, profile.TimeZone, account.Id)
        {
            Segment = SegmentOf(profile),
            Preferred = [.. profile.PreferredTimeWindow],
            NumberId = numberId,
            PointId = ContactChannels.UsesNumber(channel) ? null : PointOf(profile, channel)?.Value.Hash,
            AddressZone = address,
            NumberZones = number,
        };
    }

    /// <summary>
    /// The zones in which a contact over a number is judged. When the number may be in the account's zone the two agree
    /// and that zone decides; else the customer may be in either, and all of them count.
    /// </summary>
    internal static (string? Address, IReadOnlyList<string> Number) ZonesOf(Profile profile, string? numberId)
    {
        foreach (var contact in profile.Contacts)
        {
            if (numberId is not null && contact.Value.Hash == numberId)
            {
                return contact.Zones.Count == 0 || contact.Zones.Any(zone => IsSame(zone, profile.TimeZone))
                    ? (null, [])
                    : (profile.TimeZone, [.. contact.Zones]);
            }
        }

        return (null, []);
    }

    /// <summary>The contact point of a channel: the first one of its kind; null when there is none.</summary>
    public static Contact? PointOf(Profile profile, string channel)
    {
        var kind = ContactChannels.UsesNumber(channel) ? ContactChannels.Phone : channel;
        foreach (var contact in profile.Contacts)
        {
            if (contact.Kind == channel || contact.Kind == kind)
            {
                return contact;
            }
        }

        return null;
    }

    /// <summary>Whether two names are one zone: many zones have names of former times.</summary>
    private static bool IsSame(string zone, string other) =>
        zone == other || Canonical(zone) == Canonical(other);

    private static string Canonical(string zone) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(zone, out var canonical) ? canonical : zone;
}
