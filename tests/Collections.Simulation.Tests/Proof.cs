using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Collections.Simulation.Tests;

/// <summary>How much is proved: a little at every build, all of it before an issue is closed.</summary>
internal static class Proof
{
    public static bool IsFull => Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full";

    /// <summary>The seeds that ever failed, from their list.</summary>
    public static IReadOnlyList<long> Remembered()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "tests", "scenarios", "seeds.txt"));
        return
        [
            .. lines
                .Select(line => line.Split('#')[0].Trim())
                .Where(line => line.Length > 0)
                .Select(line => long.Parse(line, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Seeds that follow from the commit, so that a failing build needs no other record.</summary>
    public static IReadOnlyList<long> OfCommit(int count)
    {
        var commit = Commit();
        var first = long.Parse(commit.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, count).Select(i => first + i)];
    }

    private static string Commit()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root(), "rev-parse", "HEAD"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var commit = git?.StandardOutput.ReadToEnd().Trim();
        return commit is { Length: 40 } ? commit : new string('0', 40);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
