using Collections.Domain.Complaints;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>The end of a complaint frees the contacts with the person.</summary>
internal static class SettledComplaintAllowsContacts
{
    /// <summary>The message to the person.</summary>
    internal static IReadOnlyList<Message> React(Complaint after) =>
    [
        PersonMessages.To(after.Tenant, after.Terms!.PersonId, new PersonCommand.ReleaseLegalHold(
            ComplaintStopsContacts.HoldOf(after), after.Reason!)),
    ];
}
