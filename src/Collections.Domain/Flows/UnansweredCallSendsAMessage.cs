using Collections.Domain.Contacts;
using Collections.Domain.Tasks;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>
/// A call that nobody answered may be followed by a message, once per task; the person's contact gate decides on it.
/// </summary>
internal static class UnansweredCallSendsAMessage
{
    /// <summary>The message to the person; none when the task knows no number.</summary>
    internal static IReadOnlyList<Message> React(CollectionTask after, TaskEvent.FallbackRequested requested)
    {
        var terms = after.Terms!;
        var called = after.Attempts[^1];
        return terms.PersonId is not { } person || called.Number >= terms.Numbers.Count
            ? []
            : [PersonMessages.To(after.Tenant, person, new PersonCommand.RequestContact(new ContactRequest
            {
                NoticeId = requested.NoticeId,
                AccountId = terms.AccountId,
                Channel = requested.Message.Channel,
                Template = requested.Message.Template,
                Locale = "en",
                TimeZone = terms.TimeZone ?? terms.Pace.TimeZone ?? "UTC",
                To = terms.Numbers[called.Number].To,
                AsOf = called.At,
                Series = after.Id,
            }))];
    }
}
