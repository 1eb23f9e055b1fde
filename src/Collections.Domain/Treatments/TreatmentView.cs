using Collections.Domain.Accounts;
using Collections.Kernel;

namespace Collections.Domain.Treatments;

/// <summary>The treatments in the view of an account, in order of their start.</summary>
internal static class TreatmentView
{
    /// <summary>Writes the list.</summary>
    internal static void Write(ViewPage page)
    {
        page.Writer.WriteStartArray("treatments"u8);
        foreach (var treatment in page.Account.Treatments)
        {
            page.Writer.WriteStartObject();
            WriteFields(page, treatment);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }

    /// <summary>Writes the fields of one treatment.</summary>
    internal static void WriteFields(ViewPage page, Treatment treatment)
    {
        page.Writer.WriteString("treatmentId"u8, treatment.TreatmentId);
        page.Writer.WriteString("template"u8, treatment.Template);
        page.Writer.WriteString("status"u8, TreatmentWords.Of(treatment.Status));
        page.Writer.WriteString("reason"u8, treatment.Reason);
        page.Writer.WriteString("rule"u8, treatment.Rule.Length == 0 ? null : treatment.Rule);
        page.Writer.WriteString("policy"u8, treatment.Policy);
        page.Writer.WriteNumber("policyVersion"u8, treatment.PolicyVersion);
        page.Texts("billIds", treatment.Bills.Select(bill => bill.BillId).ToItems());
        page.Instant("startedAt", treatment.StartedAt);
        page.Instant("closedAt", treatment.ClosedAt);
        WriteSteps(page, treatment);
    }

    private static void WriteSteps(ViewPage page, Treatment treatment)
    {
        var zone = LocalDays.Zone(page.Profile.TimeZone);
        page.Writer.WriteStartArray("steps"u8);
        foreach (var step in treatment.Steps)
        {
            page.Writer.WriteStartObject();
            page.Writer.WriteString("name"u8, step.Name);
            page.Writer.WriteString("status"u8, TreatmentWords.Of(step.Status));
            page.Instant("dueAt", step.DueOn is { } day ? LocalDays.StartOf(day, zone) : null);
            page.Writer.WriteString("taskId"u8, step.TaskId);
            page.Writer.WriteString("outcome"u8, step.Outcome);
            page.Instant("endedAt", step.EndedAt);
            page.Writer.WriteEndObject();
        }

        page.Writer.WriteEndArray();
    }
}
