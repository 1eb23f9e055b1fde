using Collections.Domain.Accounts;

namespace Collections.Domain.Treatments;

/// <summary>
/// Asks for notices to the customer. Which channels there are follows from the contacts of the account; whether and
/// when a contact is allowed is for the person's contact gate.
/// </summary>
internal static class Noticing
{
    private const string Email = "email";
    private const string Sms = "sms";
    private const string Phone = "phone";

    /// <summary>
    /// Asks for a notice: on the first channel the customer can receive, or on each listed one. A customer who can
    /// receive none gets none, and that is a fact of its own.
    /// </summary>
    internal static void Request(Look look, TreatmentAction action, ActionCause cause, Items<string> billIds)
    {
        Items<string> channels = action.Channels.Count > 0 ? action.Channels : FirstOf(look.Booking.Profile.Contacts);
        var sent = 0;
        foreach (var channel in channels)
        {
            if (ContactFor(look.Booking.Profile.Contacts, channel) is { } contact)
            {
                look.Book(new AccountEvent.NoticeRequested(
                    look.NewId("ntc"), channel, action.Name!, contact.Value, billIds, cause));
                sent++;
            }
        }

        if (sent == 0)
        {
            look.Book(new AccountEvent.NoticeFailed(look.NewId("ntc"), null, action.Name!, "failed", "no_contact"));
        }
    }

    /// <summary>
    /// Asks for the message that follows a call nobody answered: to the number that was called where the channel takes
    /// numbers, else to what the channel reaches.
    /// </summary>
    internal static void FollowCall(Look look, AccountCommand.TaskUnanswered call, Items<string> billIds)
    {
        var contacts = look.Booking.Profile.Contacts;
        var called = call.Channel == Sms
            ? contacts.Where(contact => contact.Kind == Phone).ElementAtOrDefault(call.Number)
            : null;
        if ((called ?? ContactFor(contacts, call.Channel)) is { } contact)
        {
            look.Book(new AccountEvent.NoticeRequested(
                look.NewId("ntc"),
                call.Channel,
                call.Template,
                contact.Value,
                billIds,
                new ActionCause(TaskId: call.TaskId)));
        }
        else
        {
            look.Book(new AccountEvent.NoticeFailed(
                look.NewId("ntc"), call.Channel, call.Template, "failed", "no_contact"));
        }
    }

    /// <summary>The contact a channel reaches: <c>sms</c> a phone, others their own kind.</summary>
    internal static Contact? ContactFor(Items<Contact> contacts, string channel)
    {
        var kind = channel == Sms ? Phone : channel;
        foreach (var contact in contacts)
        {
            if (contact.Kind == kind)
            {
                return contact;
            }
        }

        return null;
    }

    private static Items<string> FirstOf(Items<Contact> contacts)
    {
        if (ContactFor(contacts, Email) is not null)
        {
            return [Email];
        }

        return ContactFor(contacts, Sms) is not null ? [Sms] : contacts.Count > 0 ? [contacts[0].Kind] : [];
    }
}
