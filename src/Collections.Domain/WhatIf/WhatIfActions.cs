using Collections.Domain.Accounts;

namespace Collections.Domain.WhatIf;

/// <summary>The words for what a policy does to an account beside its state.</summary>
internal static class WhatIfActions
{
    /// <summary>What an event does, and its name; null for a fact that is no action of a policy.</summary>
    public static (string Kind, string? Name)? Of(Account before, AccountEvent happened) => happened switch
    {
        AccountEvent.NoticeRequested e => ("notice", e.Template),
        AccountEvent.NoticeFailed e => ("noticeFailed", e.Template),
        AccountEvent.TaskRequested e => ("task", e.Task.Name),
        AccountEvent.ReferralRequested e => ("referral", e.Agency),
        AccountEvent.BillWrittenOff => ("writeOff", null),
        AccountEvent.ServiceStopRequested => ("stopService", null),
        AccountEvent.ServiceRestoreRequested => ("restoreService", null),
        AccountEvent.TagAdded e => ("tag", e.Tag),
        AccountEvent.TagRemoved e => ("untag", e.Tag),
        AccountEvent.HoldPlaced e => ("hold", e.Hold.Reason),
        AccountEvent.TreatmentCancelled e => ("cancelTreatment", e.Template),
        AccountEvent.TreatmentHeld e => ("holdTreatment", TemplateOf(before, e.TreatmentId)),
        _ => null,
    };

    // A treatment that was started and held in one decision is not in the state before it: nobody asks for its name.
    private static string? TemplateOf(Account before, string treatmentId)
    {
        var index = before.TreatmentIndex(treatmentId);
        return index < 0 ? null : before.Treatments[index].Template;
    }
}
