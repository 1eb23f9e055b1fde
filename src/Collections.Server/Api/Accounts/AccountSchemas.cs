using Collections.Server.Api.OpenApi;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Accounts;

/// <summary>What accounts and their items look like in answers.</summary>
internal static class AccountSchemas
{
    public static readonly Schema Line = Answer(
        "BillLine",
        new("lineId", Said.OrNull()),
        new("kind", Said.OrNull()),
        new("amount", Amount),
        new("description", Said.OrNull()));

    public static readonly Schema Adjustment = Answer("Adjustment", new("adjustmentId", Id), new("amount", Amount));

    public static readonly Schema Reversal = Answer(
        "Reversal", new("reversalId", Id), new("amount", Amount), new("reason", Said));

    public static readonly Schema Allocation = Answer("Allocation", new("billId", Id), new("amount", Amount));

    public static readonly Schema Step = Answer(
        "Step",
        new("name", Said),
        new("status", Said),
        new("dueAt", Instant.OrNull()),
        new("taskId", Said.OrNull()),
        new("outcome", Said.OrNull()),
        new("endedAt", Instant.OrNull()));

    private static readonly Field[] BillFields =
    [
        new("billId", Id),
        new("amountDue", Amount),
        new("outstanding", Amount),
        new("recovered", Amount),
        new("disputed", Amount),
        new("issuedOn", Date),
        new("dueDate", Date),
        new("status", Word("draft", "open", "paid", "void", "written_off")),
        new("agingBucket", Said.OrNull()),
        new("daysPastDue", Whole),
        new("postponedUntil", Date.OrNull()),
        new("lines", List(Line)),
        new("adjustments", List(Adjustment)),
    ];

    private static readonly Field[] PaymentFields =
    [
        new("paymentId", Id),
        new("amount", Amount),
        new("status", Word("settled", "pending", "failed")),
        new("receivedAt", Instant.OrNull()),
        new("valueDate", Date.OrNull()),
        new("method", Said.OrNull()),
        new("declineCode", Said.OrNull()),
        new("allocations", List(Allocation)),
        new("unapplied", Amount),
        new("reversed", Amount),
        new("reversals", List(Reversal)),
    ];

    private static readonly Field[] CreditFields =
    [
        new("creditId", Id),
        new("amount", Amount),
        new("grantedAt", Instant),
        new("allocations", List(Allocation)),
        new("unapplied", Amount),
    ];

    private static readonly Field[] HoldFields =
    [
        new("holdId", Id),
        new("reason", Said.OrNull()),
        new("scope", Word("contact", "treatment", "all")),
        new("from", Date),
        new("until", Date.OrNull()),
        new("status", Word("active", "scheduled", "released")),
        new("releasedAt", Instant.OrNull()),
    ];

    private static readonly Field[] TreatmentFields =
    [
        new("treatmentId", Id),
        new("template", Said),
        new("status", Word("active", "held", "completed", "cancelled")),
        new("reason", Said.OrNull()),
        new("rule", Said.OrNull()),
        new("policy", Said),
        new("policyVersion", Whole),
        new("billIds", List(Id)),
        new("startedAt", Instant),
        new("closedAt", Instant.OrNull()),
        new("steps", List(Step)),
    ];

    private static readonly Field[] Beside =
    [
        new("currency", Currency),
        new("accountId", Id),
        new("accountVersion", Whole),
    ];

    public static readonly Schema BillInAccount = Answer("AccountBill", BillFields);

    public static readonly Schema Bill = Answer("Bill", [.. BillFields, .. Beside]);

    public static readonly Schema Payment = Answer("Payment", [.. PaymentFields, .. Beside]);

    public static readonly Schema Credit = Answer("Credit", [.. CreditFields, .. Beside]);

    public static readonly Schema Hold = Answer("Hold", [.. HoldFields, .. Beside]);

    public static readonly Schema Treatment = Answer("Treatment", [.. TreatmentFields, .. Beside]);

    public static readonly Schema Tag = Answer(
        "Tag", new("tag", Said), new("accountId", Id), new("accountVersion", Whole));

    public static readonly Schema AdjustmentMade = Answer(
        "AdjustmentMade",
        new("adjustmentId", Id),
        new("amount", Amount),
        new("bill", Bill),
        new("currency", Currency),
        new("accountId", Id),
        new("accountVersion", Whole));

    public static readonly Schema PaymentInAccount = Answer("AccountPayment", PaymentFields);

    public static readonly Schema ReversalMade = Answer(
        "ReversalMade",
        new("reversalId", Id),
        new("amount", Amount),
        new("reason", Said),
        new("payment", Payment),
        new("currency", Currency),
        new("accountId", Id),
        new("accountVersion", Whole));

    public static readonly Schema Aging = Answer(
        "Aging", new("bucket", Said), new("daysPastDue", Whole), new("buckets", Map(Amount)));

    public static readonly Schema Overdue = Answer(
        "Overdue",
        new("state", Said),
        new("since", Date.OrNull()),
        new("blocks", List(Said)),
        new("message", Said.OrNull()),
        new("policy", Said.OrNull()),
        new("policyVersion", Whole.OrNull()),
        new("cancelServices", Said),
        new("nextReviewAt", Instant.OrNull()));

    public static readonly Schema Account = Answer(
        "Account",
        [
            .. ProfileFields(),
            new("disclosed", Flag),
            new("balance", Amount.OrNull()),
            new("overdueBalance", Amount.OrNull()),
            new("unappliedCredit", Amount.OrNull()),
            new("aging", Aging.OrNull()),
            new("overdue", Overdue.OrNull()),
            new("bills", List(BillInAccount).OrNull()),
            new("payments", List(PaymentInAccount).OrNull()),
            new("credits", List(Answer("AccountCredit", CreditFields)).OrNull()),
            new("promises", List(Anything).OrNull()),
            new("plans", List(Anything).OrNull()),
            new("disputes", List(Anything).OrNull()),
            new("treatments", List(Answer("AccountTreatment", TreatmentFields)).OrNull()),
            new("holds", List(Answer("AccountHold", HoldFields))),
            new("tags", List(Said)),
            new("version", Whole),
        ]);

    public static readonly Schema AccountRow = Answer(
        "AccountRow",
        new("accountId", Id),
        new("customerId", Id),
        new("parentId", Id.OrNull()),
        new("currency", Currency),
        new("timezone", Said),
        new("balance", Amount.OrNull()),
        new("overdueState", Said.OrNull()),
        new("agingBucket", Said.OrNull()),
        new("daysPastDue", Whole.OrNull()),
        new("oldestDueDate", Date.OrNull()),
        new("tags", List(Said)),
        new("nextReviewAt", Instant.OrNull()),
        new("version", Whole));

    public static readonly Schema Explanation = Answer(
        "OverdueExplanation",
        new("accountId", Id),
        new("at", Instant),
        new("state", Said),
        new("since", Date.OrNull()),
        new("frozen", Flag),
        new("policy", Said),
        new("policyVersion", Whole),
        new("states", List(Anything)),
        new("rules", List(Anything)),
        new("toClear", Anything),
        new("next", Anything));

    private static Field[] ProfileFields() =>
    [
        new("accountId", Id),
        new("customerId", Id),
        new("name", Said.OrNull()),
        new("currency", Currency),
        new("timezone", Said),
        new("locale", Said),
        new("collectionClass", Said.OrNull()),
        new("division", Said.OrNull()),
        new("tier", Said.OrNull()),
        new("region", Said.OrNull()),
        new("industry", Said.OrNull()),
        new("segment", Said.OrNull()),
        new("creditRating", Whole.OrNull()),
        new("parentId", Id.OrNull()),
        new("paidByParent", Flag),
        new("contacts", List(Answer(
            "Contact", new("kind", Said), new("value", Said.OrNull()), new("role", Said.OrNull())))),
        new("preferredTimeWindow", List(Said)),
        new("characteristics", List(Anything)),
        new("serviceAgreements", List(Anything)),
    ];
}
