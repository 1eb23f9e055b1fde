using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Collections.Bench;

/// <summary>The first line of a run: on what it was measured.</summary>
internal static class Setup
{
    public static string Describe(BenchOptions options, IBenchStores stores, long databaseBytes) => new JsonObject
    {
        ["name"] = "setup",
        ["machine"] =
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}",
        ["commit"] = Commit(),
        ["store"] = stores.Name,
        ["durability"] = stores.Durability,
        ["accounts"] = options.Accounts,
        ["databaseBytesPerAccount"] = databaseBytes / options.Accounts,
        ["inFlight"] = options.InFlight,
        ["seconds"] = options.Seconds,
    }.ToJsonString(JsonSerializerOptions.Web);

    private static string Commit()
    {
        var start = new ProcessStartInfo("git", ["rev-parse", "--short", "HEAD"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start);
            return git is null ? "unknown" : git.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git here: the figure stands, its commit is not known.
            return "unknown";
        }
    }
}
