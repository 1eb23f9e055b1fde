using Collections.Domain.Complaints;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Domain.Flows;

/// <summary>While a complaint is open, contacts with the person rest.</summary>
internal static class ComplaintStopsContacts
{
    /// <summary>The hold's name on the person.</summary>
    internal static string HoldOf(Complaint complaint) => $"cmp:{complaint.Id}";

    /// <summary>
    /// The message to the person. The hold begins a day early, so that it stands in every zone at once.
    /// </summary>
    internal static IReadOnlyList<Message> React(Complaint after, TenantConfiguration configuration)
    {
        var terms = after.Terms!;
        return
        [
            PersonMessages.To(after.Tenant, terms.PersonId, new PersonCommand.PlaceLegalHold(new LegalHold
            {
                HoldId = HoldOf(after),
                Kind = LegalHoldKinds.Complaint,
                Channel = terms.Channel,
                From = LocalDays.DayOf(terms.ReceivedAt, configuration.Zone).PlusDays(-1),
                Reference = after.Id,
            })),
        ];
    }
}
