using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Treatments;
using NodaTime;

namespace Collections.Domain.Reminders;

/// <summary>
/// Reminds of bills before they fall due: on each day of a ladder one notice per channel that the customer can receive.
/// A day that passes unused (the bill came later, was paid or disputed then) does not come back.
/// </summary>
internal static class Reminding
{
    /// <summary>Asks for the reminders of today that have not been asked for.</summary>
    internal static void Remind(Look look)
    {
        if (look.Policy.Reminders.Count == 0)
        {
            return;
        }

        foreach (var bill in look.Account.Bills)
        {
            if (IsRemindable(bill) && bill.Terms.DueDate >= look.Today && !(bill.RemindedOn >= look.Today))
            {
                Remind(look, bill);
            }
        }
    }

    /// <summary>The first later day of a ladder among the open bills; never when there is none.</summary>
    internal static LocalDate NextDay(Account account, Policy policy, LocalDate after)
    {
        var next = AgeSpan.Never;
        if (policy.Reminders.Count == 0)
        {
            return next;
        }

        foreach (var bill in account.Bills)
        {
            if (!IsRemindable(bill) || bill.Terms.DueDate <= after)
            {
                continue;
            }

            foreach (var ladder in policy.Reminders)
            {
                foreach (var days in ladder.DaysBefore)
                {
                    var day = bill.Terms.DueDate.PlusDays(-days);
                    next = day > after ? AgeSpan.Earlier(next, day) : next;
                }
            }
        }

        return next;
    }

    private static bool IsRemindable(Bill bill) => bill.OutstandingMinor > 0 && Unpaid.MinorOf(bill) > 0;

    private static void Remind(Look look, Bill bill)
    {
        var notices = new List<string>();
        foreach (var ladder in look.Policy.Reminders)
        {
            if (!ladder.DaysBefore.Contains(Period.DaysBetween(look.Today, bill.Terms.DueDate)))
            {
                continue;
            }

            foreach (var channel in ladder.Channels)
            {
                if (Noticing.ContactFor(look.Booking.Profile.Contacts, channel) is { } contact)
                {
                    var noticeId = look.NewId("ntc");
                    notices.Add(noticeId);
                    look.Book(new AccountEvent.NoticeRequested(
                        noticeId,
                        channel,
                        ladder.Notice,
                        contact.Value,
                        [bill.BillId],
                        new ActionCause(ReminderOf: bill.BillId)));
                }
            }
        }

        if (notices.Count > 0)
        {
            look.Book(new AccountEvent.ReminderRequested(bill.BillId, look.Today, notices.ToItems()));
        }
    }
}
