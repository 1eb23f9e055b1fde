using Collections.Domain.Tasks;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>
/// A call that nobody answered may be followed by a message, once per task: the account writes it, and the person's
/// contact gate decides on it like on every other.
/// </summary>
internal static class UnansweredCallSendsAMessage
{
    /// <summary>The message to the account.</summary>
    internal static IReadOnlyList<Message> React(CollectionTask after, TaskEvent.FallbackRequested requested)
    {
        var terms = after.Terms!;
        var (channel, template) = (requested.Message.Channel, requested.Message.Template);
        return
        [
            new TaskUnanswered(after.Id, channel, template, terms.BillId, after.Attempts[^1].Number)
                .To(after.Tenant, terms.AccountId),
        ];
    }
}
