using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Simulation.World;
using NodaTime;
using NodaTime.Text;

namespace Collections.Simulation.Report;

/// <summary>
/// Draws what a world came to on one page. Nothing on it depends on time, machine or chance but the seed.
/// </summary>
public sealed class DemoReport
{
    private readonly Chronicle _chronicle;
    private readonly IReadOnlyDictionary<string, int> _calls;
    private readonly Sheet _sheet;

    private DemoReport(PortfolioLife life, bool colored)
    {
        _sheet = new Sheet(colored);
        _chronicle = life.Chronicle;
        _calls = life.Calls;
    }

    /// <summary>The page of a world that has lived its days.</summary>
    /// <param name="life">The world.</param>
    /// <param name="colored">
    /// Whether a terminal shows it: then the same page has colors. A file gets the characters alone.
    /// </param>
    public static string Of(PortfolioLife life, bool colored = false)
    {
        var report = new DemoReport(life, colored);
        report.Head();
        report.Funnel();
        report.Money();
        AgingPages.Aging(report._sheet, report._chronicle);
        AgingPages.RollRates(report._sheet, report._chronicle);
        report.States();
        report.Steps();
        report.Contacts();
        report.Reasons();
        return report._sheet.ToString();
    }

    private void Head()
    {
        var options = _chronicle.Options;
        var first = WorldOptions.Start.InUtc().Date;
        var last = options.End.InUtc().Date;
        var standing = _chronicle.Stock[^1].Standing;
        _sheet.Frame(
            ("C O L L E C T I O N S", $"{Date(first)} to {Date(last)}   seed {options.Seed}"),
            ($"{Figures.Count(options.Accounts)} accounts · {Figures.Count(options.Days)} days · "
                + $"{Figures.Count(_chronicle.Bills.LongCount())} bills · "
                + $"{standing.Select(each => each.Currency).Distinct().Count()} currencies · real engine, real store",
                string.Empty));
    }

    private void Funnel()
    {
        var end = _chronicle.Options.End.InUtc().Date;
        var due = _chronicle.Bills.Where(bill => bill.Due <= end).ToList();
        _sheet.Heading("From billed to collected");
        var late = due.Where(bill => bill.PastDue).ToList();
        var rows = new (string Name, int Count)[]
        {
            ("bills that came due", due.Count),
            ("reminded before", due.Count(bill => bill.Reminded)),
            ("past due", late.Count),
            ("└ treated", late.Count(bill => bill.Treated)),
            ("  └ called", late.Count(bill => bill.Treated && bill.Called)),
            ("    └ to an agency", late.Count(bill => bill.Referred)),
            ("cured", late.Count(bill => bill is { Paid: true, WrittenOff: false })),
            ("written off", late.Count(bill => bill.WrittenOff)),
            ("still past due", late.Count(bill => bill is { Paid: false, WrittenOff: false })),
        };
        foreach (var (name, count) in rows)
        {
            _sheet.Line(
                new Cell(name, -26),
                new Cell(Figures.Count(count), 10),
                new Cell(Figures.Percent(count, due.Count), 10),
                new Cell("  " + Figures.Bar(count, due.Count, 50), -52, Ink.Bar));
        }
    }

    private void Money()
    {
        _sheet.Heading("Money, in whole units of each currency");
        _sheet.Titles(
            new Cell("currency", -10),
            new Cell("came due", 14),
            new Cell("paid in time", 14),
            new Cell("recovered", 14),
            new Cell("written off", 14),
            new Cell("still open", 14),
            new Cell("collected", 12));
        var end = _chronicle.Options.End.InUtc().Date;
        var byCurrency = _chronicle.Bills
            .Where(bill => bill.Due <= end)
            .GroupBy(bill => bill.Currency)
            .OrderByDescending(bills => bills.Count())
            .ThenBy(bills => bills.Key, StringComparer.Ordinal);
        foreach (var bills in byCurrency)
        {
            var digits = Currency.Of(bills.Key).Digits;
            var billed = bills.Sum(bill => bill.AmountMinor);
            var inTime = bills.Sum(bill => bill.InTimeMinor);
            var recovered = bills.Sum(bill => bill.LateMinor);
            var lost = bills.Where(bill => bill.WrittenOff).Sum(bill => bill.WrittenOffMinor);
            _sheet.Line(
                new Cell(bills.Key, -10),
                new Cell(Figures.Major(billed, digits), 14),
                new Cell(Figures.Major(inTime, digits), 14),
                new Cell(Figures.Major(recovered, digits), 14),
                new Cell(Figures.Major(lost, digits), 14),
                new Cell(Figures.Major(billed - inTime - recovered - lost, digits), 14),
                new Cell(Figures.Percent(inTime + recovered, billed), 12));
        }
    }

    private void States()
    {
        _sheet.Heading("Overdue states");
        _sheet.Titles(new Cell("state", -20), new Cell("entered", 10), new Cell("at the end", 12));
        var standing = _chronicle.Stock[^1].Standing;
        foreach (var state in (string[])[PolicyState.ClearName, "REMINDER", "WARNING", "SUSPENDED"])
        {
            var count = standing.Count(each => each.State == state);
            _sheet.Line(
                new Cell(state, -20),
                new Cell(Figures.Count(_chronicle.Entered.Of(state)), 10),
                new Cell(Figures.Count(count), 12),
                new Cell(Figures.Percent(count, standing.Length), 10),
                new Cell("  " + Figures.Bar(count, standing.Length, 44), -46, Ink.Bar));
        }
    }

    private void Steps()
    {
        const int shown = 9;
        _sheet.Heading($"What worked: bills paid within {BillStory.WorksWithinDays} days of a step");
        _sheet.Titles(new Cell("step", -38), new Cell("bills", 10), new Cell("paid", 10), new Cell("share", 10));
        var steps = _chronicle.Steps
            .Where(step => step.Value.Done > 0)
            .OrderByDescending(step => step.Value.Worked)
            .ThenBy(step => step.Key, StringComparer.Ordinal)
            .Take(shown);
        foreach (var (step, (done, worked)) in steps)
        {
            _sheet.Line(
                new Cell(step, -38),
                new Cell(Figures.Count(done), 10),
                new Cell(Figures.Count(worked), 10),
                new Cell(Figures.Percent(worked, done), 10),
                new Cell("  " + Figures.Bar(worked, done, 28), -30, Ink.Bar));
        }
    }

    private void Contacts()
    {
        _sheet.Heading("Notices and the contact gate");
        Pairs(
            ("notices sent", _chronicle.Sent.Top),
            ("the gate said", _chronicle.Gate.Top),
            ("not sent", _chronicle.Unsent.Top));
    }

    private void Reasons()
    {
        _sheet.Heading("Reasons");
        var calls = _calls.OrderByDescending(each => each.Value).Select(each => (each.Key, each.Value)).ToList();
        Pairs(("treatments ended", _chronicle.Ended.Top), ("calls", calls), ("payments", _chronicle.Payments.Top));
    }

    /// <summary>Lists side by side.</summary>
    private void Pairs(params IReadOnlyList<(string Title, IReadOnlyList<(string Name, int Count)> Rows)> lists)
    {
        const int shown = 7;
        const int name = 23;
        const int count = 7;
        const int gap = 2;
        _sheet.Titles([.. lists.Select(list => new Cell(list.Title, -(name + count + gap)))]);
        var height = Math.Min(shown, lists.Max(list => list.Rows.Count));
        for (var row = 0; row < height; row++)
        {
            var here = row;
            _sheet.Line([.. lists.SelectMany(list => here < list.Rows.Count
                ? (Cell[])
                [
                    new Cell("· " + list.Rows[here].Name, -name),
                    new Cell(Figures.Count(list.Rows[here].Count), count),
                    new Cell(string.Empty, gap),
                ]
                : [new Cell(string.Empty, name + count + gap)])]);
        }
    }

    private static string Date(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
