using System.Globalization;

namespace Collections.Simulation.Report;

/// <summary>Figures as text: whole-number arithmetic only, so that every machine prints the same.</summary>
internal static class Figures
{
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>A count with thousands separated.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Minor units as whole major ones, half up.</summary>
    public static string Major(long minor, int digits)
    {
        var unit = 1L;
        for (var i = 0; i < digits; i++)
        {
            unit *= 10;
        }

        return Count((minor + (unit / 2)) / unit);
    }

    /// <summary>A share as a percentage with one decimal; a dash of nothing.</summary>
    public static string Percent(long part, long whole)
    {
        if (whole == 0)
        {
            return "–";
        }

        return Tenths(((part * 2_000) + whole) / (whole * 2));
    }

    /// <summary>Tenths of a percent as text.</summary>
    public static string Tenths(long tenths) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10} %");

    /// <summary>
    /// Splits a whole into parts of the counts' proportions that sum to it; the largest remainders gain.
    /// </summary>
    public static long[] Split(IReadOnlyList<long> counts, long whole)
    {
        var total = counts.Sum();
        if (total == 0)
        {
            return new long[counts.Count];
        }

        var parts = counts.Select(count => count * whole / total).ToArray();
        var missing = (int)(whole - parts.Sum());
        foreach (var i in Enumerable.Range(0, counts.Count)
            .OrderByDescending(i => counts[i] * whole % total)
            .ThenBy(i => i)
            .Take(missing))
        {
            parts[i]++;
        }

        return parts;
    }

    /// <summary>
    /// A bar of a length in characters, to an eighth of one, filled up with spaces to the whole width.
    /// </summary>
    public static string Bar(long part, long whole, int width)
    {
        var eighths = whole == 0 ? 0 : (int)(((part * width * 16) + whole) / (whole * 2));
        if (part > 0 && eighths == 0)
        {
            eighths = 1;
        }

        var bar = new string('█', eighths / 8);
        return (eighths % 8 > 0 ? bar + Eighths[eighths % 8] : bar).PadRight(width);
    }
}
