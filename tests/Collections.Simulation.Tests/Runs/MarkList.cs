namespace Collections.Simulation.Tests.Runs;

/// <summary>What the corpus must meet: each fault of the classes, each kind of answer, each event of the world.</summary>
internal static class MarkList
{
    /// <summary>Seeds with every class of faults, so that a short proof meets the marks as well.</summary>
    public static IReadOnlyList<long> Seeds { get; } = [135, 142, 2002, 2015, 2020];

    public static IReadOnlyList<string> All { get; } =
    [
        "store.error-before-load", "store.error-before-commit", "store.answer-lost", "store.conflict", "store.stall",
        "node.killed", "clock.wrong", "clock.jumped", "wakeup.late", "wakeup.early",
        "effect.refused", "effect.done-though-failed", "effect.repeated",
        "people.repeated", "people.key-reused", "people.raced",
        "client.Accepted", "client.Unchanged", "client.Rejected", "client.Replayed",
        "client.store-unavailable", "client.node-died", "commit.VersionConflict",
        "account.created", "account.overdue.changed", "account.bucket.changed",
        "bill.drafted", "bill.issued", "bill.adjusted", "bill.postponed", "bill.paid", "bill.reopened", "bill.voided",
        "bill.written_off", "bill.write_off_reversed",
        "payment.pending", "payment.settled", "payment.failed", "payment.reversed", "credit.added", "credit.applied",
        "tag.added", "tag.removed", "hold.placed", "hold.released",
        "treatment.started", "treatment.held", "treatment.resumed", "treatment.completed", "treatment.cancelled",
        "step.activated", "step.completed", "step.cancelled", "step.skipped",
        "notice.requested", "notice.sent", "notice.failed", "reminder.requested", "task.requested", "task.created",
        "task.closed", "task.cancelled",
        "contact.requested", "contact.permitted", "contact.deferred", "contact.blocked", "contact.settled",
        "contact.expired", "contact.hold_placed", "contact.hold_released", "contact.opted_out", "contact.opted_in",
        "policy.published", "policy.effective", "contact-policy.published", "contact-policy.effective",
        "account.updated", "account.imported", "account.reviewed", "account.items.archived",
        "account.parent.changed", "account.parent.debt.changed", "account.child.announced", "account.child.withdrawn",
        "account.debt.shared", "account.task.linked", "account.task.unlinked", "account.task.told",
        "task.claimed", "task.released", "task.attempted", "task.deferred", "task.ready", "task.callback_agreed",
        "task.paused", "alert.triggered",
        "contact.legal_hold_placed", "contact.legal_hold_released", "contact.quiet_dates_set",
        "contact.quiet_dates_removed", "contact.recorded", "contact.zone_changed",
        "number.reserved", "number.refused", "number.used", "number.state_changed",
        "list.member_added", "list.removal_requested",
        "complaint.filed", "complaint.resolved", "complaint.reopened", "complaint.overdue",
        "call.ANSWERED_HUMAN", "call.ANSWERED_MACHINE", "call.NO_ANSWER", "call.BUSY", "call.REJECTED",
        "call.refused", "call.made-though-failed", "call.repeated",
        "floor.claimed", "floor.not-permitted", "floor.not-confirmed", "floor.line-broke",
        "people.left-task", "people.left-call",
        "debtor.Pay", "debtor.Land", "debtor.complains", "debtor.wants-no-calls",
    ];
}
