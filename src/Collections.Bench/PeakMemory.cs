using System.Diagnostics;
using System.Globalization;

namespace Collections.Bench;

/// <summary>
/// The most memory this process had at once, phase by phase where the system can forget the last peak.
/// </summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";
    private const string Forget = "/proc/self/clear_refs";
    private const string ForgetPeak = "5";

    /// <summary>Starts a phase.</summary>
    public static void Reset()
    {
        if (File.Exists(Forget))
        {
            File.WriteAllText(Forget, ForgetPeak);
        }
    }

    /// <summary>Megabytes resident at most since the phase started.</summary>
    public static double Megabytes()
    {
        if (File.Exists(Status)
            && File.ReadLines(Status)
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } peak)
        {
            var kilobytes = peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024.0 * 1024);
    }
}
