using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Complaints;

/// <summary>What can be judged of a command to a complaint without its state.</summary>
internal static class ComplaintForm
{
    private const int SlaHoursMax = 8_784;

    /// <summary>Longest id: the hold on contacts is named after it.</summary>
    private const int IdLengthMax = 60;

    public static Rejection? File(string id, ComplaintCommand.FileComplaint file, Instant at)
    {
        var terms = file.Terms;
        return id.Length > IdLengthMax
                ? Rejection.Invalid("/complaintId", "id_format", $"An id here has at most {IdLengthMax} characters.")
            : Codes.Check("/customerId", terms.PersonId)
            ?? Codes.CheckIfGiven("/accountId", terms.AccountId)
            ?? Codes.Check("/source", terms.Source)
            ?? Codes.Check("/category", terms.Category)
            ?? Codes.CheckIfGiven("/channel", terms.Channel)
            ?? (terms.ReceivedAt > at
                ? Rejection.Invalid("/receivedAt", "range", "'receivedAt' does not lie in the future.")
                : null)
            ?? (terms.SlaHours is < 1 or > SlaHoursMax
                ? Rejection.Invalid("/slaHours", "range", $"'slaHours' is 1 to {SlaHoursMax}.")
                : null)
            ?? Links(file.ContactIds, file.TaskIds);
    }

    public static Rejection? Links(IReadOnlyList<string> contacts, IReadOnlyList<string> tasks) =>
        Ids("/contactIds", contacts) ?? Ids("/taskIds", tasks);

    private static Rejection? Ids(string pointer, IReadOnlyList<string> ids) =>
        ids.Count <= Complaint.LinksMax && ids.All(EntityKey.IsValidId)
            ? null
            : Rejection.Invalid(pointer, "id_format", $"At most {Complaint.LinksMax} ids.");
}
