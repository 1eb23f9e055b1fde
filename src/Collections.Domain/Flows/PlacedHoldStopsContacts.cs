using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>A hold that stops contacts is told to the person's contact gate.</summary>
internal static class PlacedHoldStopsContacts
{
    /// <summary>The message to the person; none for a hold that stops treatments only.</summary>
    internal static IReadOnlyList<Message> React(Account after, AccountEvent.HoldPlaced placed) =>
        placed.Hold.Scope == HoldScope.Treatment
            ? []
            :
            [
                PersonMessages.To(after.Tenant, after.Profile!.CustomerId, new PersonCommand.PlaceContactHold(
                    after.Id,
                    placed.Hold.HoldId,
                    placed.Hold.From,
                    placed.Hold.Until,
                    after.Profile.TimeZone)),
            ];
}
