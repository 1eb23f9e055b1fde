using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>A bill as the auditor keeps it.</summary>
internal sealed class NaiveBill
{
    public required string Id { get; init; }

    public LocalDate Due { get; init; }

    public long Total { get; set; }

    public string Status { get; set; } = "open";

    public long Covered { get; set; }

    public LocalDate? PostponedUntil { get; set; }

    public long Outstanding => Status == "open" ? Total - Covered : 0;
}

/// <summary>Money that came in, and where it lies.</summary>
internal sealed class NaiveSource
{
    public long Amount { get; init; }

    public long Reversed { get; set; }

    public long Unapplied { get; set; }

    public List<(string Bill, long Amount)> Covers { get; } = [];
}

/// <summary>
/// The books of an account as an accountant would keep them from the facts alone: what was billed, what came in. Where
/// the money goes he works out himself, and complains when the system put it elsewhere.
/// </summary>
internal sealed class NaiveBook(Action<string> complain)
{
    private readonly SortedDictionary<string, NaiveSource> _sources = new(StringComparer.Ordinal);

    public SortedDictionary<string, NaiveBill> Bills { get; } = new(StringComparer.Ordinal);

    public long Unapplied => _sources.Values.Sum(source => source.Unapplied);

    public long Balance => Bills.Values.Sum(bill => bill.Outstanding) - Unapplied;

    public bool Knows(string source) => _sources.ContainsKey(source);

    /// <summary>Books one event; events that move no money change nothing.</summary>
    public void Apply(string type, JsonElement data)
    {
        switch (type)
        {
            case "bill.drafted":
                Add(data.Part("bill"), data.Part("bill").Number("amountMinor"), "draft");
                break;
            case "bill.issued":
                Add(data.Part("bill"), data.Number("totalMinor"), "open");
                break;
            case "bill.adjusted":
                Adjust(data);
                break;
            case "bill.postponed":
                Bills[data.Text("billId")].PostponedUntil = data.Day("until");
                break;
            case "bill.paid":
                Expect(Bills[data.Text("billId")].Outstanding == 0, $"{data.Text("billId")} is paid in full");
                Bills[data.Text("billId")].Status = "paid";
                break;
            case "bill.reopened" or "bill.write_off_reversed":
                Bills[data.Text("billId")].Status = "open";
                Expect(
                    Bills[data.Text("billId")].Outstanding == data.Number("outstandingMinor"),
                    $"{data.Text("billId")} owes {data.Number("outstandingMinor")} again");
                break;
            case "bill.voided":
                Expect(Bills[data.Text("billId")].Covered == 0, $"{data.Text("billId")} is void and unpaid");
                Bills[data.Text("billId")].Status = "void";
                break;
            case "bill.written_off":
                var lost = Bills[data.Text("billId")];
                Expect(lost.Outstanding == data.Number("amountMinor"), $"{lost.Id} is written off at what it owes");
                lost.Status = "written_off";
                break;
            default:
                ApplyMoney(type, data);
                break;
        }
    }

    /// <summary>What must hold after every record.</summary>
    public void Check()
    {
        foreach (var (id, source) in _sources)
        {
            var covers = source.Covers.Sum(each => each.Amount);
            Expect(
                covers + source.Unapplied + source.Reversed == source.Amount && source.Unapplied >= 0,
                $"{id}: {source.Amount} = {covers} + {source.Unapplied} + {source.Reversed}");
        }

        foreach (var bill in Bills.Values.Where(bill => bill.Total >= 0))
        {
            var covered = _sources.Values.Sum(source => source.Covers.Where(c => c.Bill == bill.Id).Sum(c => c.Amount));
            Expect(covered == bill.Covered, $"{bill.Id} is covered by {covered}, says {bill.Covered}");
            Expect(bill.Covered >= 0 && bill.Covered <= bill.Total, $"{bill.Id}: {bill.Covered} covers {bill.Total}");
            Expect(
                bill.Status is not "open" || bill.Outstanding > 0, $"{bill.Id} is open and owes {bill.Outstanding}");
            Expect(
                bill.Status is not "paid" || bill.Covered == bill.Total, $"{bill.Id} is paid by {bill.Covered}");
        }

        Expect(
            Unapplied == 0 || Bills.Values.All(bill => bill.Outstanding <= 0), $"no credit is idle while a bill owes");
    }

    private void ApplyMoney(string type, JsonElement data)
    {
        switch (type)
        {
            case "payment.settled":
                Settle(data);
                break;
            case "credit.added":
                var credit = new NaiveSource { Amount = data.Number("amountMinor") };
                _sources["credit " + data.Text("creditId")] = credit;
                Compare("credit", Spread(credit, credit.Amount), data.Each("allocations"));
                credit.Unapplied = credit.Amount - credit.Covers.Sum(each => each.Amount);
                break;
            case "payment.reversed":
                Reverse(data);
                break;
            case "credit.applied":
                foreach (var share in data.Each("shares"))
                {
                    var source = _sources[SourceOf(share)];
                    Cover(source, share.Text("billId"), share.Number("amountMinor"));
                    source.Unapplied -= share.Number("amountMinor");
                }

                break;
            default:
                break;
        }
    }

    private void Add(JsonElement bill, long total, string status)
    {
        var id = bill.Text("billId");
        var known = Bills.GetValueOrDefault(id);
        Expect(known is null || (known.Status == "draft" && status == "open"), $"{id} is billed once");
        Bills[id] = new NaiveBill
        {
            Id = id,
            Due = bill.Day("dueDate")!.Value,
            Total = total,
            Status = status,
            PostponedUntil = known?.PostponedUntil,
        };
    }

    private void Adjust(JsonElement data)
    {
        var bill = Bills[data.Text("billId")];
        bill.Total += data.Number("amountMinor");
        Expect(bill.Total == data.Number("totalMinor"), $"{bill.Id} totals {bill.Total} after its adjustment");
        foreach (var share in data.Each("freed"))
        {
            var source = _sources[SourceOf(share)];
            Uncover(source, bill.Id, share.Number("amountMinor"));
            source.Unapplied += share.Number("amountMinor");
        }
    }

    private void Settle(JsonElement data)
    {
        var terms = data.Part("payment");
        var id = "payment " + terms.Text("paymentId");
        Expect(!_sources.ContainsKey(id), $"{id} settles once");
        var source = new NaiveSource { Amount = terms.Number("amountMinor") };
        _sources[id] = source;
        var left = source.Amount;
        var parts = new List<(string Bill, long Amount)>();
        if (terms.Text("billId") is { Length: > 0 } meant && Bills.TryGetValue(meant, out var bill))
        {
            var owed = bill.Status is "written_off" ? bill.Total - bill.Covered : bill.Outstanding;
            var part = Math.Min(left, Math.Max(0, owed));
            Take(source, parts, bill, part);
            left -= part;
        }

        parts.AddRange(Spread(source, left));
        Compare(id, parts, data.Each("allocations"));
        source.Unapplied = source.Amount - source.Covers.Sum(each => each.Amount);
        Expect(source.Unapplied == data.Number("unappliedMinor"), $"{id} leaves {source.Unapplied}");
    }

    private List<(string Bill, long Amount)> Spread(NaiveSource source, long left)
    {
        var parts = new List<(string Bill, long Amount)>();
        foreach (var bill in Bills.Values
            .Where(bill => bill.Outstanding > 0)
            .OrderBy(bill => bill.Due)
            .ThenBy(bill => bill.Id, StringComparer.Ordinal))
        {
            var part = Math.Min(left, bill.Outstanding);
            Take(source, parts, bill, part);
            left -= part;
        }

        return parts;
    }

    private void Take(NaiveSource source, List<(string Bill, long Amount)> parts, NaiveBill bill, long part)
    {
        if (part > 0)
        {
            Cover(source, bill.Id, part);
            parts.Add((bill.Id, part));
        }
    }

    private void Reverse(JsonElement data)
    {
        var source = _sources["payment " + data.Text("paymentId")];
        var amount = data.Part("reversal").Number("amountMinor");
        var fromUnapplied = Math.Min(source.Unapplied, amount);
        Expect(
            fromUnapplied == data.Number("fromUnappliedMinor"), $"a reversal takes {fromUnapplied} that lies idle");
        source.Unapplied -= fromUnapplied;
        source.Reversed += amount;
        var left = amount - fromUnapplied;
        var parts = new List<(string Bill, long Amount)>();
        foreach (var (bill, covered) in source.Covers.AsEnumerable().Reverse().ToList())
        {
            var part = Math.Min(left, covered);
            if (part > 0)
            {
                Uncover(source, bill, part);
                parts.Add((bill, part));
                left -= part;
            }
        }

        Expect(left == 0, $"a reversal of {amount} takes back no more than there is");
        Compare("reversal", parts, data.Each("released"));
    }

    private void Compare(string what, List<(string Bill, long Amount)> mine, IEnumerable<JsonElement> theirs)
    {
        var told = theirs.Select(each => (each.Text("billId"), each.Number("amountMinor"))).ToList();
        Expect(
            mine.SequenceEqual(told), $"{what} covers {string.Join(' ', mine)}, the log says {string.Join(' ', told)}");
    }

    private void Cover(NaiveSource source, string bill, long amount)
    {
        source.Covers.Add((bill, amount));
        Bills[bill].Covered += amount;
    }

    private void Uncover(NaiveSource source, string bill, long amount)
    {
        Bills[bill].Covered -= amount;
        for (var i = source.Covers.Count - 1; i >= 0 && amount > 0; i--)
        {
            var (covered, part) = source.Covers[i];
            if (covered == bill)
            {
                var taken = Math.Min(part, amount);
                source.Covers[i] = (covered, part - taken);
                amount -= taken;
            }
        }

        source.Covers.RemoveAll(each => each.Amount == 0);
        Expect(amount == 0, $"{bill} gives back what covered it");
    }

    private static string SourceOf(JsonElement share) =>
        (share.Text("kind", "payment") == "credit" ? "credit " : "payment ") + share.Text("sourceId");

    private void Expect(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds)
        {
            complain("money: not so: " + what.Say());
        }
    }
}
