using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>
/// An account that comes to another customer takes its contact holds along; the former customer hears no more of it.
/// When only its zone changed, the days of its holds are told anew, and what waits waits for hours of the new zone.
/// </summary>
internal static class ChangedCustomerMovesContacts
{
    /// <summary>The messages to both persons; a hold that is told again changes nothing.</summary>
    internal static IReadOnlyList<Message> React(Account after, AccountEvent.Updated updated)
    {
        var messages = new List<Message>();
        if (updated.FormerCustomerId is { } former)
        {
            messages.Add(PersonMessages.To(after.Tenant, former, new PersonCommand.LeaveAccount(after.Id)));
        }

        if (updated.FormerTimeZone is not null)
        {
            messages.Add(PersonMessages.To(
                after.Tenant,
                after.Profile!.CustomerId,
                new PersonCommand.MoveAccount(after.Id, after.Profile.TimeZone)));
        }

        foreach (var hold in after.Holds)
        {
            if (hold.ReleasedAt is null)
            {
                messages.AddRange(PlacedHoldStopsContacts.React(after, new AccountEvent.HoldPlaced(hold)));
            }
        }

        return messages;
    }
}
