using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>A notice that an account wants is asked of the person's contact gate.</summary>
internal static class RequestedNoticeAsksThePerson
{
    /// <summary>The message to the person.</summary>
    internal static IReadOnlyList<Message> React(Account after, AccountEvent.NoticeRequested requested)
    {
        var profile = after.Profile!;
        var numberId = ContactChannels.UsesNumber(requested.Channel) ? requested.To.Hash : null;
        var (address, number) = AccountContacts.ZonesOf(profile, numberId);
        return
        [
            PersonMessages.To(after.Tenant, profile.CustomerId, new PersonCommand.RequestContact(new ContactRequest
            {
                NoticeId = requested.NoticeId,
                AccountId = after.Id,
                Channel = requested.Channel,
                Template = requested.Template,
                Locale = profile.Locale,
                TimeZone = profile.TimeZone,
                AddressZone = address,
                NumberZones = number,
                NumberId = numberId,
                Preferred = [.. profile.PreferredTimeWindow],
                Segment = AccountContacts.SegmentOf(profile),
                To = requested.To,
                Name = profile.Name,
                AsOf = after.AsOf,
                Purpose = requested.Cause.ReminderOf is null ? ContactPurpose.Notice : ContactPurpose.Reminder,
                Series = requested.Cause.TreatmentId
                    ?? requested.Cause.ReminderOf
                    ?? requested.Cause.TaskId
                    ?? requested.Cause.State,
                Data = AccountNotices.FactsOf(after, requested.BillIds.Select(after.Bill).OfType<Bill>(), after.AsOf),
            })),
        ];
    }
}
