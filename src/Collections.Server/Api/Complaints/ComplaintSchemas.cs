using System.Text.Json;
using Collections.Domain.Complaints;
using Collections.Server.Api.Access;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Operations;
using NodaTime;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Complaints;

/// <summary>What is shown of a complaint.</summary>
/// <param name="Complaint">The complaint.</param>
/// <param name="Version">Its version.</param>
/// <param name="Description">What was said, as the caller may see it; null when it is not shown.</param>
internal sealed record ComplaintView(Complaint Complaint, long Version, string? Description);

/// <summary>What complaints look like.</summary>
internal static class ComplaintSchemas
{
    /// <summary>Longest description.</summary>
    public const int DescriptionMax = 4_000;

    /// <summary>Longest time to settle, a year of hours.</summary>
    public const int SlaHoursMax = 8_784;

    public static readonly Schema Complaint = Answer(
        "Complaint",
        new("complaintId", Id),
        new("customerId", Id),
        new("accountId", Id.OrNull()),
        new("status", Word("open", "resolved", "rejected")),
        new("source", Said),
        new("category", Said),
        new("channel", Said.OrNull()),
        new("description", Said.OrNull()),
        new("contactIds", Shape.List(Id)),
        new("taskIds", Shape.List(Id)),
        new("assignedTo", Id.OrNull()),
        new("receivedAt", Shape.Instant),
        new("filedAt", Shape.Instant),
        new("dueAt", Shape.Instant.OrNull()),
        new("overdue", Flag),
        new("reason", Said.OrNull()),
        new("endedAt", Shape.Instant.OrNull()),
        new("version", Whole));

    public static readonly Schema New = Body(
        "NewComplaint",
        new("complaintId", Id),
        new("customerId", Id),
        new("accountId", Id),
        new("source", Id, true),
        new("category", Id, true),
        new("channel", Id),
        new("description", Text(DescriptionMax)),
        new("receivedAt", Shape.Instant),
        new("slaHours", Whole),
        new("contactIds", Shape.List(Id)),
        new("taskIds", Shape.List(Id)));

    /// <summary>A description as the caller may see it: nothing of it for those who judge money and records.</summary>
    public static string? Shown(ApiCall call, string? description) =>
        description is not null && (call.Caller.Roles & (RoleSet.Finance | RoleSet.Auditor)) != 0
            ? PersonalMask.Text(description)
            : description;

    public static void Write(Utf8JsonWriter writer, ComplaintView view)
    {
        var (complaint, terms) = (view.Complaint, view.Complaint.Terms!);
        writer.WriteStartObject();
        writer.WriteString("complaintId"u8, complaint.Id);
        writer.WriteString("customerId"u8, terms.PersonId);
        writer.WriteString("accountId"u8, terms.AccountId);
        writer.WriteString("status"u8, ComplaintWords.Of(complaint.Phase));
        writer.WriteString("source"u8, terms.Source);
        writer.WriteString("category"u8, terms.Category);
        writer.WriteString("channel"u8, terms.Channel);
        writer.WriteString("description"u8, view.Description);
        Write(writer, "contactIds", complaint.ContactIds);
        Write(writer, "taskIds", complaint.TaskIds);
        writer.WriteString("assignedTo"u8, complaint.AssignedTo);
        writer.WriteString("receivedAt"u8, TextOf(terms.ReceivedAt));
        writer.WriteString("filedAt"u8, TextOf(complaint.FiledAt));
        writer.WriteString("dueAt"u8, TextOf(complaint.DueAt));
        writer.WriteBoolean("overdue"u8, complaint.Overdue);
        writer.WriteString("reason"u8, complaint.Reason);
        writer.WriteString("endedAt"u8, TextOf(complaint.EndedAt));
        writer.WriteNumber("version"u8, view.Version);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
    }

    private static string? TextOf(Instant? instant) =>
        instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null;
}
