using System.CommandLine;
using Collections.Runtime.Audit;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>audit verify</c>: recomputes the event chains from the stored bytes.</summary>
internal static class AuditCommand
{
    public static Command Build(Terminal terminal)
    {
        var verify = new Command("verify", "Checks the event chains; exit 1 and the first broken link if tampered.");
        var data = new DataOptions(verify);
        verify.SetAction((call, _) => VerifyAsync(data.PlaceOf(call), terminal));
        return new Command("audit", "The audit trail.") { verify };
    }

    private static async Task<int> VerifyAsync(DataPlace place, Terminal terminal)
    {
        await using var folder = await DataFolder.OpenAsync(place, create: false);
        var verifier = new AuditVerifier(
            folder.Store, (tenant, statement) => folder.Vault.KeysOf(tenant).Sign(statement));
        var report = await verifier.VerifyAsync();
        if (report.Holds)
        {
            await terminal.Out.WriteLineAsync(
                $"ok: {report.Records} records in {report.Chains} chains, {report.Checkpoints} checkpoints.");
            return ExitCode.Done;
        }

        await terminal.Out.WriteLineAsync($"broken: {report.FirstBroken}");
        return ExitCode.No;
    }
}
