using Collections.Server.Api.OpenApi;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Accounts;

/// <summary>What calls about accounts take.</summary>
internal static class AccountBodySchemas
{
    private static readonly Schema Characteristic = Body(
        "Characteristic",
        new("type", Text(64), true),
        new("value", Text(), true),
        new("from", Date, true));

    public static readonly Schema Put = Body(
        "PutAccount",
        new("customerId", Id),
        new("name", Text()),
        new("currency", Currency),
        new("timezone", Text()),
        new("locale", Text()),
        new("collectionClass", Text(64)),
        new("division", Text(64)),
        new("tier", Text(64)),
        new("region", Text(64)),
        new("industry", Text(64)),
        new("segment", Text(64)),
        new("creditRating", Whole),
        new("parentId", Id),
        new("paidByParent", Flag),
        new("contacts", List(Body(
            "NewContact", new("kind", Text(32), true), new("value", Text(), true), new("role", Text(64))))),
        new("preferredTimeWindow", List(Text())),
        new("tags", List(Text(64))),
        new("characteristics", List(Characteristic)),
        new("serviceAgreements", List(Body(
            "NewServiceAgreement",
            new("id", Id, true),
            new("type", Text(64)),
            new("active", Flag),
            new("characteristics", List(Characteristic))))));

    public static readonly Schema Tag = Body("NewTag", new Field("tag", Text(64), true));

    public static readonly Schema Hold = Body(
        "NewHold",
        new("holdId", Id, true),
        new("reason", Text(64)),
        new("from", Date),
        new("until", Date),
        new("scope", Word("contact", "treatment", "all"), true));

    public static readonly Schema Nothing = Operations.WithoutBody.Schema;

    public static readonly Schema Bill = Body(
        "NewBill",
        new("billId", Id, true),
        new("amountDue", AmountIn, true),
        new("currency", Currency),
        new("issuedOn", Date),
        new("dueDate", Date),
        new("status", Word("committed", "draft")),
        new("lines", List(Body(
            "NewBillLine",
            new("lineId", Id),
            new("kind", Text(64)),
            new("amount", AmountIn, true),
            new("description", Text())))));

    public static readonly Schema Adjustment = Body(
        "NewAdjustment",
        new("adjustmentId", Id, true),
        new("amount", AmountIn, true),
        new("currency", Currency));

    public static readonly Schema Postponement = Body("Postponement", new Field("until", Date.OrNull(), true));

    public static readonly Schema Payment = Body(
        "NewPayment",
        new("paymentId", Id, true),
        new("amount", AmountIn, true),
        new("currency", Currency),
        new("status", Word("settled", "pending", "failed")),
        new("receivedAt", Instant),
        new("valueDate", Date),
        new("method", Text(64)),
        new("billId", Id),
        new("allocations", List(Body("NewAllocation", new("billId", Id, true), new("amount", AmountIn, true)))),
        new("declineCode", Text(64)));

    public static readonly Schema Reversal = Body(
        "NewReversal",
        new("reversalId", Id, true),
        new("amount", AmountIn),
        new("currency", Currency),
        new("reason", Word("refund", "chargeback", "nsf", "error"), true));

    public static readonly Schema Credit = Body(
        "NewCredit", new("creditId", Id, true), new("amount", AmountIn, true), new("currency", Currency));
}
