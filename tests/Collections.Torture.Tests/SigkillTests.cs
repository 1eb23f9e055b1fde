using System.Diagnostics;
using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Torment;

namespace Collections.Torture.Tests;

public sealed class SigkillTests(ITestOutputHelper output)
{
    private const int ShortKills = 20;
    private const int FullKills = 200;
    private const int Seed = 20260101;

    private static int Kills =>
        Environment.GetEnvironmentVariable("COLLECTIONS_PROOF") == "full" ? FullKills : ShortKills;

    [Fact]
    public async Task No_kill_loses_or_doubles_what_was_acknowledged_and_the_audit_chain_holds()
    {
        using var folder = new TestFolder();
        var watch = Stopwatch.StartNew();
        var torturer = new Torturer(folder.Path, Seed);
        await torturer.KillAsync(Kills);
        await Auditor.RecoverAsync(folder.Path);
        var result = await Auditor.AuditAsync(folder.Path, torturer.Acks);

        output.WriteLine(
            $"sigkill: {torturer.Kills} kills, {torturer.Acks.Count} acknowledged commands, "
            + $"{result.Chains.Records} records, {result.Chains.Chains} chains, "
            + $"{result.Chains.Checkpoints} checkpoints, "
            + $"{result.Messages} messages, {result.Replays} kept answers, seed {Seed}, "
            + $"{watch.Elapsed.TotalSeconds:F0} s; found {result.Findings}");
        Assert.Empty(torturer.Faults);
        Assert.Empty(result.Findings.Words);
        Assert.True(torturer.Acks.Count > Kills, "The victim lived long enough to have something to lose.");
    }
}
