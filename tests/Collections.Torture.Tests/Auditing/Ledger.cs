using System.Text.Json;

namespace Collections.Torture.Tests.Auditing;

/// <summary>The money of one account, added up from its events by plain double entry.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<string, (long Total, long Covered, string Status)> _bills = [];
    private readonly Dictionary<(string Kind, string Id), long> _unapplied = [];
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public long UnappliedMinor => _unapplied.Values.Sum();

    public long BalanceMinor => _bills.Keys.Sum(OutstandingMinor) - UnappliedMinor;

    public IEnumerable<string> BillIds => _bills.Keys;

    public string StatusOf(string billId) => _bills.GetValueOrDefault(billId).Status ?? "unknown";

    public long OutstandingMinor(string billId) =>
        _bills[billId] is (var total, var covered, "open") ? total - covered : 0;

    public static Ledger Of(Chapter chapter)
    {
        var ledger = new Ledger();
        foreach (var fact in chapter.Facts)
        {
            ledger.Take(fact.Type, fact.Data);
        }

        foreach (var (id, (total, covered, status)) in ledger._bills)
        {
            ledger.Require(covered >= 0 && covered <= total, $"bill {id} is covered by {covered} of {total}");
            ledger.Require(status != "open" || covered != total, $"bill {id} is covered and still open");
            ledger.Require(status != "paid" || covered == total, $"bill {id} is paid with {covered} of {total}");
        }

        ledger.Require(ledger._unapplied.Values.All(amount => amount >= 0), "more money was used than came in");
        return ledger;
    }

    private void Take(string type, JsonElement data)
    {
        switch (type)
        {
            case "bill.drafted" or "bill.issued":
                Add(type, data);
                break;
            case "bill.adjusted":
                Adjust(data);
                break;
            case "bill.paid" or "bill.voided" or "bill.written_off" or "bill.reopened" or "bill.write_off_reversed":
                Turn(data.GetProperty("billId").GetString()!, type["bill.".Length..]);
                break;
            case "payment.settled":
                var payment = data.GetProperty("payment");
                Receive(("payment", payment.GetProperty("paymentId").GetString()!), payment.Minor("amountMinor"), data);
                break;
            case "credit.added":
                Receive(("credit", data.GetProperty("creditId").GetString()!), data.Minor("amountMinor"), data);
                break;
            case "credit.applied":
                foreach (var share in data.Each("shares"))
                {
                    Move(share, 1);
                }

                break;
            case "payment.reversed":
                Reverse(data);
                break;
            default:
                break;
        }
    }

    private void Add(string type, JsonElement data)
    {
        var bill = data.GetProperty("bill");
        var id = bill.GetProperty("billId").GetString()!;
        var covered = _bills.GetValueOrDefault(id).Covered;
        _bills[id] = type == "bill.drafted"
            ? (bill.Minor("amountMinor"), covered, "draft")
            : (data.Minor("totalMinor"), covered, "open");
    }

    private void Adjust(JsonElement data)
    {
        var id = data.GetProperty("billId").GetString()!;
        var bill = _bills[id];
        var total = bill.Total + data.Minor("amountMinor");
        var said = data.Minor("totalMinor");
        Require(total == said, $"bill {id} was adjusted to {said}, not {total}");
        _bills[id] = bill with { Total = total };
        foreach (var share in data.Each("freed"))
        {
            Move(share, -1);
        }
    }

    private void Turn(string id, string how) => _bills[id] = _bills[id] with
    {
        Status = how is "reopened" or "write_off_reversed" ? "open" : how == "voided" ? "void" : how,
    };

    private void Receive((string Kind, string Id) source, long amount, JsonElement data)
    {
        var allocated = data.Each("allocations").Sum(each => Cover(each, 1));
        var unapplied = data.Minor("unappliedMinor");
        Require(amount == allocated + unapplied, $"{source.Id} of {amount} gave {allocated} and kept {unapplied}");
        _unapplied[source] = unapplied;
    }

    private void Reverse(JsonElement data)
    {
        var released = data.Each("released").Sum(each => Cover(each, -1));
        var amount = data.GetProperty("reversal").Minor("amountMinor");
        var fromUnapplied = data.Minor("fromUnappliedMinor");
        Require(amount == released + fromUnapplied, $"a reversal of {amount} took {released} and {fromUnapplied}");
        _unapplied[("payment", data.GetProperty("paymentId").GetString()!)] -= fromUnapplied;
    }

    private void Move(JsonElement share, int sign)
    {
        var amount = Cover(share, sign);
        _unapplied[(share.Text("kind") ?? "payment", share.GetProperty("sourceId").GetString()!)] -= sign * amount;
    }

    private long Cover(JsonElement part, int sign)
    {
        var id = part.GetProperty("billId").GetString()!;
        var amount = part.Minor("amountMinor");
        _bills[id] = _bills[id] with { Covered = _bills[id].Covered + (sign * amount) };
        return amount;
    }

    private void Require(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add(fault);
        }
    }
}
