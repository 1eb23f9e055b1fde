using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Domain.Numbers;
using Collections.Domain.Tasks;
using NodaTime.TimeZones;

namespace Collections.Domain.Flows;

/// <summary>A number that somebody names, whether or not the account lists it.</summary>
/// <param name="NumberId">Its keyed hash.</param>
/// <param name="Zones">IANA zones it may be in, by its numbering plan; empty when unknown.</param>
public readonly record struct NamedNumber(string NumberId, IReadOnlyList<string> Zones);

/// <summary>What the gate has to know of an account whose customer is to be contacted.</summary>
public static class AccountContacts
{
    /// <summary>What its contact policy is chosen by.</summary>
    public static ContactSegment SegmentOf(Profile profile) => new(
        profile.Currency,
        profile.Segmentation?.CollectionClass,
        profile.Segmentation?.Division,
        profile.Segmentation?.Region);

    /// <summary>What strategies select its tasks by.</summary>
    public static CustomerTraits TraitsOf(Profile profile) => new(
        profile.Segmentation?.Tier,
        profile.Segmentation?.Region,
        profile.CreditRating,
        [.. profile.PreferredTimeWindow]);

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

    /// <summary>A contact over a channel and a number that somebody names.</summary>
    public static ContactQuery QueryOf(Account account, string channel, NamedNumber number)
    {
        var query = QueryOf(account, channel, number.NumberId);
        if (account.Profile!.Contacts.Any(contact => contact.Value.Hash == number.NumberId))
        {
            return query;
        }

        var (address, zones) = ZonesOf(account.Profile, number.Zones);
        return query with { AddressZone = address, NumberZones = zones };
    }

    /// <summary>
    /// The keyed hashes of the numbers by which an account is reached over a channel, in the order in which they are
    /// tried. Nothing is known here of the numbers themselves: dead ones are among them.
    /// </summary>
    public static IReadOnlyList<string> NumbersOf(Profile profile, string channel) =>
    [
        .. DialOrder.Alternates(
            [
                .. profile.Contacts
                    .Where(contact => contact.Kind == channel || contact.Kind == ContactChannels.Phone)
                    .Select(contact => new DialCandidate(contact.Value.Hash, contact.Role, null)),
            ])
            .Select(number => number.NumberId),
    ];

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
                return ZonesOf(profile, contact.Zones);
            }
        }

        return (null, []);
    }

    private static (string? Address, IReadOnlyList<string> Number) ZonesOf(
        Profile profile, IReadOnlyList<string> zones) =>
        zones.Count == 0 || zones.Any(zone => IsSame(zone, profile.TimeZone))
            ? (null, [])
            : (profile.TimeZone, [.. zones]);

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
