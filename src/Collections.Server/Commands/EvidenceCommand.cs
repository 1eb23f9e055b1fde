using System.CommandLine;
using Collections.Domain.Accounts;
using Collections.Domain.Complaints;
using Collections.Domain.Contacts;
using Collections.Gateways.Evidence;
using Collections.Kernel;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>evidence</c>: writes the evidence bundle of a complaint, an account or a person.</summary>
internal static class EvidenceCommand
{
    private static readonly string[] Kinds = [ComplaintDecider.Kind, AccountDecider.Kind, PersonDecider.Kind];

    public static Command Build(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "A complaint, an account or a customer.", HelpName = "ID" };
        var output = new Option<string>("--out")
        {
            Description = "The ZIP file to write.",
            Required = true,
            HelpName = "FILE",
        };
        var kind = new Option<string?>("--kind")
        {
            Description = "What the id names: complaint, account or person; the first that exists when left out.",
            HelpName = "KIND",
        };
        kind.AcceptOnlyFromAmong(Kinds);
        var verb = new Command("evidence", "Writes what was decided about contacts, and the proof of it.")
        {
            id, output, kind,
        };
        verb.Add(TraceOf(terminal));
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => WriteAsync(
            data.PlaceOf(call),
            new Wanted(data.TenantOf(call), call.GetValue(id)!, call.GetValue(kind), call.GetValue(output)!),
            terminal));
        return verb;
    }

    private static Command TraceOf(Terminal terminal)
    {
        var mark = new Argument<string>("mark") { Description = "The watermark of a copy.", HelpName = "MARK" };
        var verb = new Command("trace", "Tells who took a copy of what and when, by its watermark.") { mark };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => TraceAsync(data.PlaceOf(call), call.GetValue(mark)!, terminal));
        return verb;
    }

    private static async Task<int> TraceAsync(DataPlace place, string mark, Terminal terminal)
    {
        await using var folder = await DataFolder.OpenAsync(place, create: false);
        if (Watermark.ReadOrNull(mark.Trim(), folder.Vault.KeysOf) is { } watermark)
        {
            await terminal.Out.WriteLineAsync(watermark.ToString());
            return ExitCode.Done;
        }

        await terminal.Error.WriteLineAsync("This is no watermark of this installation.");
        return ExitCode.No;
    }

    private static async Task<int> WriteAsync(DataPlace place, Wanted wanted, Terminal terminal)
    {
        if (!EntityKey.IsValidId(wanted.Id))
        {
            throw new WrongCallException("An id has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
        }

        await using var folder = await DataFolder.OpenAsync(place, create: false);
        var bundle = new EvidenceBundle(folder.Engine, folder.Vault);
        var request = new EvidenceRequest(Principal.Operator.Id, folder.Now);
        foreach (var kind in wanted.Kind is null ? Kinds : [wanted.Kind])
        {
            if (await bundle.MakeAsync(new EntityKey(wanted.Tenant, kind, wanted.Id), request) is { } bytes)
            {
                await File.WriteAllBytesAsync(wanted.Output, bytes);
                await terminal.Out.WriteLineAsync($"Evidence of the {kind} {wanted.Id}: {wanted.Output}");
                return ExitCode.Done;
            }
        }

        var what = wanted.Kind ?? "complaint, account or person";
        await terminal.Error.WriteLineAsync($"There is no {what} '{wanted.Id}'.");
        return ExitCode.No;
    }

    private sealed record Wanted(string Tenant, string Id, string? Kind, string Output);
}
