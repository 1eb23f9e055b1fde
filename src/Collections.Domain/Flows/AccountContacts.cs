using Collections.Domain.Accounts;
using Collections.Domain.Contacts;

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
    public static ContactQuery QueryOf(Account account, string channel)
    {
        var profile = account.Profile!;
        return new ContactQuery(channel, profile.TimeZone, account.Id)
        {
            Segment = SegmentOf(profile),
            Preferred = [.. profile.PreferredTimeWindow],
            NumberId = ContactChannels.UsesNumber(channel) ? PointOf(profile, channel)?.Value.Hash : null,
        };
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
}
