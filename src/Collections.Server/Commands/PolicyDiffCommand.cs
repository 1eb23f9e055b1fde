using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Configuration;
using Collections.Gateways.Policies;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>policy diff OLD NEW</c>: what one version of a policy changes against another, by meaning.</summary>
internal static class PolicyDiffCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build(Terminal terminal)
    {
        const string side = "A file, or NAME@VERSION of the data folder (NAME@latest for the latest).";
        var old = new Argument<string>("OLD") { Description = side };
        var next = new Argument<string>("NEW") { Description = side };
        var json = new Option<bool>("--json") { Description = "The changes as JSON." };
        var verb = new Command("diff", "Tells what one version of a policy changes against another.")
        {
            old, next, json,
        };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => RunAsync(
            new DiffCall(
                call.GetValue(old)!,
                call.GetValue(next)!,
                call.GetValue(json),
                data.PlaceOf(call),
                data.TenantOf(call)),
            terminal));
        return verb;
    }

    private static async Task<int> RunAsync(DiffCall call, Terminal terminal)
    {
        if (await DocumentAsync(call.Old, call, terminal) is not { } before
            || await DocumentAsync(call.New, call, terminal) is not { } after)
        {
            return ExitCode.No;
        }

        var changes = PolicyDiff.Between(before, after);
        if (call.AsJson)
        {
            await terminal.Out.WriteLineAsync(new JsonArray([.. changes.Select(ToJson)]).ToJsonString(Json));
            return ExitCode.Done;
        }

        foreach (var change in changes)
        {
            await terminal.Out.WriteLineAsync(change.Words);
        }

        if (changes.Count == 0)
        {
            await terminal.Out.WriteLineAsync("Both mean the same.");
        }

        return ExitCode.Done;
    }

    private static JsonObject ToJson(PolicyChange change) => new()
    {
        ["kind"] = change.Kind.ToString().ToLowerInvariant(),
        ["item"] = change.Item,
        ["name"] = change.Name,
        ["path"] = change.Path,
        ["before"] = change.Before,
        ["after"] = change.After,
        ["words"] = change.Words,
    };

    /// <summary>One side of the comparison; null when it is no policy, which is told.</summary>
    private static async Task<Node?> DocumentAsync(string side, DiffCall call, Terminal terminal)
    {
        var at = side.LastIndexOf('@');
        if (File.Exists(side) || at <= 0 || !EntityKey.IsValidId(side[..at]))
        {
            var source = PolicyFile.Read(side);
            var name = source.Document is Node.Mapping map && map["policy"] is Node.Scalar { Text: { } inside }
                ? inside
                : Path.GetFileNameWithoutExtension(side);
            return await PolicyFile.TellFaultsAsync(side, source, name, terminal) > 0 ? null : source.Document;
        }

        await using var folder = await DataFolder.OpenAsync(call.Place, create: false);
        var versions = await PolicyVersions.ReadAsync(folder.Engine, call.Tenant, side[..at]);
        var wanted = side[(at + 1)..];
        var version = wanted == "latest"
            ? versions is [.., var latest] ? latest : null
            : versions.FirstOrDefault(each => each.Version.ToString(CultureInfo.InvariantCulture) == wanted);
        if (version is null)
        {
            await terminal.Error.WriteLineAsync($"There is no version '{side}'.");
        }

        return version?.Document;
    }

    private sealed record DiffCall(string Old, string New, bool AsJson, DataPlace Place, string Tenant);
}
