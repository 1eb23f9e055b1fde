using Collections.Domain.Overdue;
using Collections.Simulation.World;
using NodaTime.Text;

namespace Collections.Simulation.Report;

/// <summary>Aging over time, and how accounts rolled from bucket to bucket.</summary>
internal static class AgingPages
{
    private const int BarWidth = 32;
    private const string Shades = "█▓▒░·";

    private static readonly IReadOnlyList<string> Buckets = AgingBuckets.Standard.Names;

    /// <summary>Accounts by bucket at the start, at each month's end and at the end.</summary>
    public static void Aging(Sheet sheet, Chronicle chronicle)
    {
        sheet.Heading("Aging: accounts by their oldest unpaid bill");
        sheet.Titles([
            new Cell("end of", -12),
            .. Buckets.Select(bucket => new Cell(bucket, 10)),
            new Cell("  █ 0 ▓ 1-30 ▒ 31-60 ░ 61-90 · 90+", -36, Ink.Heat),
        ]);
        foreach (var (day, standing) in Shown(chronicle))
        {
            var counts = Buckets.Select((_, rank) => standing.LongCount(each => each.Bucket == rank)).ToArray();
            sheet.Line([
                new Cell(LocalDatePattern.Iso.Format(day), -12),
                .. counts.Select(count => new Cell(Figures.Count(count), 10)),
                new Cell("  " + Stacked(counts), -36, Ink.Heat),
            ]);
        }

        var last = chronicle.Stock[^1].Standing;
        foreach (var accounts in last
            .GroupBy(each => each.Currency)
            .OrderByDescending(each => each.Count())
            .ThenBy(each => each.Key, StringComparer.Ordinal))
        {
            var digits = Kernel.Currency.Of(accounts.Key).Digits;
            var owed = Buckets.Select((_, rank) => accounts.Sum(each => each.OwedMinor[rank])).ToArray();
            sheet.Line([
                new Cell("owed " + accounts.Key, -12),
                .. owed.Select(minor => new Cell(Figures.Major(minor, digits), 10)),
                new Cell("  " + Stacked(owed), -36, Ink.Heat),
            ]);
        }
    }

    /// <summary>
    /// Of the accounts in a bucket at a month's end: where they stood a month later. Rows sum to 100 %.
    /// </summary>
    public static void RollRates(Sheet sheet, Chronicle chronicle)
    {
        var moves = Buckets.Select(_ => new long[Buckets.Count]).ToArray();
        var months = 0;
        var ends = chronicle.Stock.Where(each => each.Day.PlusDays(1).Day == 1).ToList();
        foreach (var (before, after) in ends.Zip(ends.Skip(1)))
        {
            months++;
            foreach (var (from, to) in before.Standing.Zip(after.Standing))
            {
                moves[from.Bucket][to.Bucket]++;
            }
        }

        sheet.Heading("Roll rates: where accounts stand a month later");
        if (months == 0)
        {
            sheet.Note("No whole month has passed yet.");
            return;
        }

        sheet.Titles([
            new Cell("from \\ to", -14),
            .. Buckets.Select(bucket => new Cell(bucket, 12)),
            new Cell("sum", 10),
            new Cell("accounts", 12),
        ]);
        for (var from = 0; from < Buckets.Count; from++)
        {
            var row = moves[from];
            var tenths = Figures.Split(row, 1_000);
            sheet.Line([
                new Cell(Buckets[from], -14),
                .. tenths.Select(each => new Cell(row.Sum() == 0 ? "–" : Shade(each) + " " + Figures.Tenths(each), 12)),
                new Cell(row.Sum() == 0 ? "–" : Figures.Tenths(tenths.Sum()), 10),
                new Cell(Figures.Count(row.Sum()), 12),
            ]);
        }
    }

    private static List<(NodaTime.LocalDate Day, Standing[] Standing)> Shown(Chronicle chronicle)
    {
        const int shown = 13;
        var stock = chronicle.Stock;
        return stock.Count <= shown ? stock : [stock[0], .. stock.TakeLast(shown - 1)];
    }

    private static string Stacked(IReadOnlyList<long> counts) =>
        string.Concat(Figures.Split(counts, BarWidth).Select((part, i) => new string(Shades[i], (int)part)));

    private static string Shade(long tenths) => tenths switch
    {
        0 => " ",
        < 100 => "░",
        < 300 => "▒",
        < 600 => "▓",
        _ => "█",
    };
}
