using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Domain.Overdue;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

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
                Data = FactsOf(after, requested),
            })),
        ];
    }

    private static NoticeFacts FactsOf(Account after, AccountEvent.NoticeRequested requested)
    {
        var today = LocalDays.DayOf(after.AsOf, LocalDays.Zone(after.Profile!.TimeZone));
        var standing = Balances.Of(after, today);
        var state = after.Overdue is { } overdue && overdue.State != PolicyState.ClearName ? overdue : null;
        List<Bill> bills =
        [
            .. requested.BillIds
                .Select(after.Bill)
                .OfType<Bill>()
                .OrderBy(bill => bill.Terms.DueDate)
                .ThenBy(bill => bill.BillId, StringComparer.Ordinal),
        ];
        return new NoticeFacts
        {
            Currency = after.Profile.Currency,
            BalanceMinor = standing.BalanceMinor,
            OverdueMinor = standing.OverdueMinor,
            DaysPastDue = DaysPastDue(bills, today),
            State = state?.State,
            Message = state?.Message,
            AmountMinor = bills.Sum(Unpaid.MinorOf),
            Day = bills.Count > 0 ? bills[0].Terms.DueDate : null,
            BillCount = bills.Count,
            Bills =
            [
                .. bills.Take(NoticeFacts.BillsMax).Select(
                    bill => new NoticeBill(bill.BillId, Unpaid.MinorOf(bill), bill.Terms.DueDate)),
            ],
        };
    }

    private static int DaysPastDue(List<Bill> bills, LocalDate today) =>
        bills.Count == 0 ? 0 : Balances.DaysPastDueOf(bills[0], today);
}
