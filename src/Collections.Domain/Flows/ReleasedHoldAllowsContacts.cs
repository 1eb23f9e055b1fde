using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>The end of a hold is told to the person's contact gate.</summary>
internal static class ReleasedHoldAllowsContacts
{
    /// <summary>The message to the person; none for a hold that stopped treatments only.</summary>
    internal static IReadOnlyList<Message> React(Account after, AccountEvent.HoldReleased released)
    {
        var index = after.Holds.IndexOf(hold => hold.HoldId == released.HoldId);
        return index >= 0 && after.Holds[index].Scope == HoldScope.Treatment
            ? []
            : [PersonMessages.To(after.Tenant, after.Profile!.CustomerId, new PersonCommand.ReleaseContactHold(
                after.Id, released.HoldId))];
    }
}
