using System.CommandLine;
using Collections.Domain.Configuration;
using Collections.Gateways.Documents;
using Collections.Gateways.Policies;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Server.Composition;
using NodaTime;

namespace Collections.Server.Commands;

/// <summary><c>policy check | put | import-killbill | what-if | diff</c>.</summary>
internal static class PolicyCommands
{
    public static Command Build(Terminal terminal) => new("policy", "Overdue policies.")
    {
        BuildCheck(terminal),
        BuildPut(terminal),
        BuildImport(terminal),
        PolicyWhatIfCommand.Build(terminal),
        PolicyDiffCommand.Build(terminal),
    };

    private static Command BuildCheck(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The policy: YAML, JSON or Kill Bill overdue XML." };
        var check = new Command("check", "Validates a policy and lists every fault with its path.") { file };
        check.SetAction((call, _) => CheckAsync(call.GetValue(file)!, terminal));
        return check;
    }

    private static Command BuildPut(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The policy's name; 'default' catches the rest." };
        var file = new Argument<string>("FILE") { Description = "The policy: YAML, JSON or Kill Bill overdue XML." };
        var from = new Option<string?>("--from") { Description = "In force from this day on.", HelpName = "DATE" };
        var put = new Command("put", "Publishes a new version of a policy.") { name, file, from };
        var data = new DataOptions(put);
        put.SetAction((call, _) => PutAsync(
            new PutCall(
                call.GetValue(name)!, call.GetValue(file)!, call.GetValue(from), data.PlaceOf(call), data.TenantOf(
                    call)),
            terminal));
        return put;
    }

    private static Command BuildImport(Terminal terminal)
    {
        var file = new Argument<string>("FILE.xml") { Description = "A Kill Bill overdue configuration." };
        var import = new Command("import-killbill", "Prints the equivalent policy.") { file };
        import.SetAction((call, _) => ImportAsync(call.GetValue(file)!, terminal));
        return import;
    }

    private static async Task<int> CheckAsync(string path, Terminal terminal)
    {
        var source = PolicyFile.Read(path);
        var faults = await PolicyFile.TellFaultsAsync(path, source, NameOf(source, path), terminal);
        if (faults > 0)
        {
            await terminal.Error.WriteLineAsync($"{faults} fault(s).");
            return ExitCode.No;
        }

        await terminal.Out.WriteLineAsync($"ok: {path}");
        return ExitCode.Done;
    }

    private static async Task<int> PutAsync(PutCall call, Terminal terminal)
    {
        if (!EntityKey.IsValidId(call.Name))
        {
            throw new WrongCallException("NAME has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -");
        }

        LocalDate day = default;
        if (call.From is not null && !WireTime.TryDate(call.From, out day))
        {
            throw new WrongCallException("--from is a date YYYY-MM-DD.");
        }

        var source = PolicyFile.Read(call.File);
        if (await PolicyFile.TellFaultsAsync(call.File, source, call.Name, terminal) > 0)
        {
            return ExitCode.No;
        }

        await using var folder = await DataFolder.OpenAsync(call.Place, create: true);
        var configuration = await folder.ConfigurationAsync(call.Tenant);
        Instant? from = call.From is null ? null : LocalDays.StartOf(day, configuration.Zone);
        var answer = await folder.Engine.AskAsync(
            new EntityKey(call.Tenant, PolicyDocument.KindName, call.Name),
            new PublicationCommand.Publish(
                source.Format, source.Text, JsonDocuments.Write(source.Document!), from),
            new AskOptions { Principal = Principal.Operator });
        await folder.Engine.SettleAsync();
        return await TellAsync(call, answer, folder.Engine, terminal);
    }

    private static async Task<int> TellAsync(PutCall call, Answer answer, Engine engine, Terminal terminal)
    {
        if (answer.Rejection is { } rejection)
        {
            return await PolicyFile.TellRefusalAsync(call.File, rejection, terminal);
        }

        var version = ((PublishedState)answer.State!).History.LatestVersion;
        if (answer.Outcome == Outcome.Unchanged)
        {
            await terminal.Out.WriteLineAsync($"{call.Name}: unchanged.");
            return ExitCode.Done;
        }

        await terminal.Out.WriteLineAsync($"{call.Name}: version {version} published.");
        foreach (var change in await PolicyVersions.ChangesAsync(engine, call.Tenant, call.Name, version))
        {
            await terminal.Out.WriteLineAsync($"  {change.Words}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> ImportAsync(string path, Terminal terminal)
    {
        var text = PolicyFile.ReadText(path);
        var source = SourceDocument.Of("policy.xml", text);
        var faults = await PolicyFile.TellFaultsAsync(path, source, "default", terminal);
        if (faults > 0 || source.Document is null)
        {
            return ExitCode.No;
        }

        await terminal.Out.WriteAsync(PolicyText.ToYaml((Node.Mapping)source.Document));
        return ExitCode.Done;
    }

    /// <summary>A file that is checked on its own goes by the name inside it.</summary>
    private static string NameOf(SourceDocument source, string path) =>
        source.Document is Node.Mapping map && map["policy"] is Node.Scalar { IsNull: false, Text: { } name }
            ? name
            : Path.GetFileNameWithoutExtension(path);

    private sealed record PutCall(string Name, string File, string? From, DataPlace Place, string Tenant);
}
