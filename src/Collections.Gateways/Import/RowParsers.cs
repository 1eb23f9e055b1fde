using Collections.Gateways.Wire;

namespace Collections.Gateways.Import;

/// <summary>Turns the rows of the three kinds of files into what they say, or into the reason why not.</summary>
internal sealed class RowParsers
{
    private const int TagsMax = 100;

    private static readonly string[] BillStatuses = ["committed", "draft"];
    private static readonly string[] PaymentStatuses = ["settled", "pending", "failed"];

    private readonly RowReader _reader = new();

    /// <summary>The account of a row, or its fault.</summary>
    public (AccountRow? Row, RejectedRow? Fault) Account(CsvRow row)
    {
        _reader.Start(row);
        var id = _reader.Id("account_id");
        var customer = _reader.Id("customer_id");
        var currency = _reader.Currency("currency");
        var parent = _reader.OptionalId("parent_account_id");
        if (parent is not null && parent == id)
        {
            _reader.Reject("parent_account_id", "parent_self", "An account is not its own parent.");
        }

        var account = currency is null ? null : new AccountRow
        {
            Line = row.Line,
            AccountId = id,
            CustomerId = customer,
            Currency = currency,
            Name = _reader.Text("name"),
            Phone = _reader.Text("phone"),
            Email = _reader.Text("email"),
            Timezone = _reader.Zone("timezone"),
            Locale = _reader.Locale("locale"),
            CollectionClass = _reader.Shared("collection_class"),
            Division = _reader.Shared("division"),
            Tier = _reader.Shared("tier"),
            Region = _reader.Shared("region"),
            Industry = _reader.Shared("industry"),
            Segment = _reader.Shared("segment"),
            CreditRating = _reader.Whole("credit_rating"),
            Tags = Tags(),
            ParentAccountId = parent,
            PaidByParent = _reader.Flag("paid_by_parent"),
        };
        return _reader.Fault is null ? (account, null) : (null, _reader.Fault);
    }

    /// <summary>The bill of a row, or its fault.</summary>
    public (BillRow? Row, RejectedRow? Fault) Bill(CsvRow row)
    {
        _reader.Start(row);
        var id = _reader.Id("bill_id");
        _reader.RequireId("account_id");
        var due = _reader.RequiredDate("due_on");
        var issued = _reader.Date("issued_on") ?? due;
        var currency = _reader.Currency("currency");
        var amount = _reader.AmountMinor("amount", currency);
        var status = _reader.Word("status", BillStatuses);
        return _reader.Fault is null && currency is not null
            ? (new BillRow(row.Line, id, issued, due, amount, currency, status == "draft"), null)
            : (null, _reader.Fault);
    }

    /// <summary>The payment of a row, or its fault.</summary>
    public (PaymentRow? Row, RejectedRow? Fault) Payment(CsvRow row)
    {
        _reader.Start(row);
        var id = _reader.Id("payment_id");
        _reader.RequireId("account_id");
        var received = Received();
        var currency = _reader.Currency("currency");
        var amount = _reader.AmountMinor("amount", currency);
        if (amount <= 0)
        {
            _reader.Reject("amount", "amount_not_positive", "A payment is more than zero.");
        }

        var bill = _reader.OptionalId("bill_id");
        var status = _reader.Word("status", PaymentStatuses);
        var decline = _reader.Shared("decline_code");
        return _reader.Fault is null && currency is not null
            ? (new PaymentRow
            {
                Line = row.Line,
                PaymentId = id,
                ReceivedOn = received.Day,
                ReceivedAt = received.At,
                AmountMinor = amount,
                Currency = currency,
                BillId = bill,
                Status = status,
                DeclineCode = decline,
            }, null)
            : (null, _reader.Fault);
    }

    private (NodaTime.LocalDate? Day, NodaTime.Instant? At) Received()
    {
        var bytes = _reader.Bytes("received_at");
        if (bytes.IsEmpty)
        {
            _reader.Reject("received_at", "required", "The field is required.");
            return default;
        }

        if (WireTime.TryDate(bytes, out var day))
        {
            return (day, null);
        }

        if (WireTime.TryInstant(_reader.Raw("received_at"), out var at))
        {
            return (null, at);
        }

        _reader.Reject("received_at", "instant", "A date YYYY-MM-DD or an RFC 3339 instant is expected.");
        return default;
    }

    private List<string>? Tags()
    {
        if (_reader.Shared("tags") is not { } text)
        {
            return null;
        }

        var tags = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal).ToList();
        if (tags.Count > TagsMax || !tags.TrueForAll(WireForms.IsTag))
        {
            _reader.Reject("tags", "tag", $"At most {TagsMax} tags. {WireForms.TagRule}");
        }

        return tags;
    }
}
