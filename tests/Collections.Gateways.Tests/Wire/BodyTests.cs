using System.Text;
using Collections.Domain.Accounts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Gateways.Tests.Wire;

public sealed class BodyTests
{
    private static readonly WireContext Context = new("A", BodyForm.Json, Seal);

    [Fact]
    public void A_payment_reads_every_field_of_its_body()
    {
        var command = Accepted<AccountCommand.AddPayment>(PaymentBodies.Add(
            Json("""
                { "paymentId": "P1", "amount": "10.50", "currency": "USD", "status": "failed",
                  "receivedAt": "2026-01-02T03:04:05.678912+01:00", "valueDate": "2026-01-03", "method": "card",
                  "allocations": [ { "billId": "B1", "amount": 10 } ], "declineCode": "do_not_honor" }
                """),
            Context));

        Assert.Equal((10.50m, "USD", PaymentStatus.Failed), (command.Amount, command.Currency, command.Status));
        Assert.Equal(Instant.FromUnixTimeMilliseconds(1767319445678), command.ReceivedAt);
        Assert.Equal(new LocalDate(2026, 1, 3), command.ValueDate);
        Assert.Equal([new AccountCommand.NewAllocation("B1", 10)], command.Allocations!.Value);
        Assert.Equal(("card", "do_not_honor"), (command.Method, command.DeclineCode));
    }

    [Theory]
    [InlineData("""{ "paymentId": "P", "amount": 0 }""", "/amount", "amount_not_positive")]
    [InlineData("""{ "paymentId": "P", "amount": -1 }""", "/amount", "amount_not_positive")]
    [InlineData("""{ "paymentId": "P", "amount": "ten" }""", "/amount", "amount")]
    [InlineData("""{ "paymentId": "P", "amount": 1e16 }""", "/amount", "range")]
    [InlineData("""{ "paymentId": "P", "amount": 1e999999999999 }""", "/amount", "range")]
    [InlineData("""{ "paymentId": "P", "amount": 0.00000000000000000000000000000000001 }""", "/amount", "amount_scale")]
    [InlineData("""{ "paymentId": "P", "amount": [1] }""", "/amount", "type")]
    [InlineData("""{ "paymentId": "P" }""", "/amount", "required")]
    [InlineData("""{ "paymentId": "P", "amount": null }""", "/amount", "required")]
    [InlineData("""{ "amount": 1 }""", "/paymentId", "required")]
    [InlineData("""{ "paymentId": 5, "amount": 1 }""", "/paymentId", "type")]
    [InlineData("""{ "paymentId": "a b", "amount": 1 }""", "/paymentId", "id")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "status": "paid" }""", "/status", "word")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "currency": "usd" }""", "/currency", "currency")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "receivedAt": "2026-01-01" }""", "/receivedAt", "instant")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "valueDate": "2026-02-30" }""", "/valueDate", "date")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "colour": "red" }""", "/colour", "unknown_field")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "allocations": {} }""", "/allocations", "type")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "allocations": [ { "billId": "B", "amount": 2 } ] }""",
        "/allocations", "allocations_exceed_payment")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "allocations": [ { "billId": "B", "amount": 1, "x": 1 } ] }""",
        "/allocations/0/x", "unknown_field")]
    [InlineData("""{ "paymentId": "P", "amount": 1, "billId": "B", "allocations": [ ] }""", "/billId", "ambiguous")]
    [InlineData("[]", "", "type")]
    public void A_malformed_payment_names_its_field(string body, string pointer, string code)
    {
        var rejection = PaymentBodies.Add(Json(body), Context).Rejection;

        Assert.Equal("invalid_request", rejection!.Code);
        Assert.Contains(rejection.Fields, field => (field.Pointer, field.Code) == (pointer, code));
    }

    [Fact]
    public void All_faults_of_a_body_are_listed()
    {
        var rejection = PaymentBodies.Add(Json("""{ "paymentId": "", "amount": "x", "status": "y", "z": 1 }"""), Context).Rejection;

        Assert.Equal(["/paymentId", "/amount", "/status", "/z"], rejection!.Fields.Select(field => field.Pointer));
    }

    [Theory]
    [InlineData("249.95", 249.95)]
    [InlineData("1.5e2", 150)]
    [InlineData("2500e-2", 25)]
    [InlineData("-0.00", 0)]
    [InlineData("5.000", 5)]
    [InlineData("\"7.10\"", 7.10)]
    public async Task Amounts_are_read_exactly(string amount, double value)
    {
        var wire = await BillBodies.AddAsync(Json($$"""{ "billId": "B", "amountDue": {{amount}} }"""), Context);

        Assert.Equal((decimal)value, Accepted<AccountCommand.AddBill>(wire).AmountDue);
    }

    [Fact]
    public async Task An_account_is_sealed_under_its_customer()
    {
        var wire = await AccountBodies.PutAsync(
            Json("""
                { "customerId": "c1", "name": "Ada", "currency": "EUR", "timezone": "Europe/Berlin", "locale": "de-DE",
                  "tier": "gold", "creditRating": 700, "tags": ["VIP", "VIP"], "preferredTimeWindow": "18:00-20:00",
                  "contacts": [ { "kind": "email", "value": "ada@example.org", "role": "owner" } ],
                  "characteristics": [ { "type": "ARRANGEMENT", "value": "BROKEN", "from": "2024-01-05" } ],
                  "serviceAgreements": [ { "id": "S", "type": "power", "active": false } ] }
                """),
            Context);

        var put = Accepted<AccountCommand.PutAccount>(wire);
        Assert.Equal(("c1", "hash:Ada"), (put.Name!.Person, put.Name.Hash));
        Assert.Equal("hash:ada@example.org", Assert.Single(put.Contacts!.Value).Value.Hash);
        Assert.Equal(["VIP"], put.Tags!.Value);
        Assert.Equal(["18:00-20:00"], put.PreferredTimeWindow);
        Assert.False(Assert.Single(put.ServiceAgreements!.Value).Active);
        Assert.Null(((AccountCommand.PutAccount)(await AccountBodies.PutAsync(Json("{}"), Context)).Command!).Tags);
    }

    [Theory]
    [InlineData("""{ "timezone": "Mars/Olympus" }""", "/timezone", "timezone")]
    [InlineData("""{ "currency": "XXX" }""", "/currency", "currency")]
    [InlineData("""{ "parentId": "A" }""", "/parentId", "parent_self")]
    [InlineData("""{ "tags": [""] }""", "/tags/0", "type")]
    [InlineData("""{ "paidByParent": "true" }""", "/paidByParent", "type")]
    [InlineData("""{ "creditRating": 7.5 }""", "/creditRating", "type")]
    [InlineData("""{ "preferredTimeWindow": "20:00-18:00" }""", "/preferredTimeWindow", "time_window")]
    [InlineData("""{ "characteristics": [ { "type": "T", "value": "V" } ] }""", "/characteristics/0/from", "required")]
    [InlineData("""{ "contacts": [ { "kind": "phone" } ] }""", "/contacts/0/value", "required")]
    public async Task A_malformed_account_names_its_field(string body, string pointer, string code)
    {
        var rejection = (await AccountBodies.PutAsync(Json(body), Context)).Rejection;

        Assert.Equal((pointer, code), rejection!.Fields.Select(field => (field.Pointer, field.Code)).Single());
    }

    [Fact]
    public void A_postponement_is_lifted_by_an_explicit_null_only()
    {
        var lifted = BillBodies.Postpone(Json("""{ "billId": "B", "until": null }"""), Context);

        Assert.Null(Accepted<AccountCommand.PostponeBill>(lifted).Until);
        Assert.Equal(
            "/until", BillBodies.Postpone(Json("""{ "billId": "B" }"""), Context).Rejection!.Fields[0].Pointer);
    }

    [Fact]
    public void A_hold_ends_after_it_begins()
    {
        const string body = """{ "holdId": "H", "scope": "all", "from": "2026-01-02", "until": "2026-01-02" }""";

        Assert.Equal("/until", AccountBodies.PlaceHold(Json(body), Context).Rejection!.Fields[0].Pointer);
    }

    [Fact]
    public void What_has_no_id_gets_one_where_the_caller_may_leave_it_out()
    {
        var context = Context with { NewId = field => field + "-1" };

        var command = Accepted<AccountCommand.AddCredit>(PaymentBodies.Credit(Json("""{ "amount": 5 }"""), context));

        Assert.Equal("creditId-1", command.CreditId);
    }

    private static ValueTask<SealedText> Seal(string person, string value, string? matching) =>
        new(new SealedText(person, "hash:" + value, Encoding.UTF8.GetBytes(value)));

    private static Node Json(string text) => JsonDocuments.Read(text).Document!;

    private static T Accepted<T>(WireCommand wire)
        where T : AccountCommand
    {
        Assert.Null(wire.Rejection);
        return Assert.IsType<T>(wire.Command);
    }
}
