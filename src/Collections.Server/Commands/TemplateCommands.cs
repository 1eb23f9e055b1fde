using System.CommandLine;
using Collections.Domain.Configuration;
using Collections.Domain.Notices;
using Collections.Gateways.Notices;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Server.Composition;
using NodaTime;

namespace Collections.Server.Commands;

/// <summary><c>template put | list | preview</c>: what notices say.</summary>
internal static class TemplateCommands
{
    public static Command Build(Terminal terminal) => new("template", "Templates of notices.")
    {
        BuildPut(terminal),
        BuildList(terminal),
        BuildPreview(terminal),
    };

    private static Command BuildPut(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The template's name, as policies write it." };
        var file = new Argument<string>("FILE") { Description = "The template: YAML or JSON." };
        var from = new Option<string?>("--from") { Description = "In force from this day on.", HelpName = "DATE" };
        var put = new Command("put", "Publishes a new version of a template.") { name, file, from };
        var data = new DataOptions(put);
        put.SetAction((call, _) => PutAsync(
            new PutCall(
                call.GetValue(name)!,
                call.GetValue(file)!,
                call.GetValue(from),
                data.PlaceOf(call),
                data.TenantOf(call)),
            terminal));
        return put;
    }

    private static Command BuildList(Terminal terminal)
    {
        var list = new Command("list", "Lists the templates in force with their channels and languages.");
        var data = new DataOptions(list);
        list.SetAction((call, _) => ListAsync(data.PlaceOf(call), data.TenantOf(call), terminal));
        return list;
    }

    private static Command BuildPreview(Terminal terminal)
    {
        var what = new Argument<string>("NAME|FILE") { Description = "A template in force, or a file with a draft." };
        var preview = new Command("preview", "Shows every text of a template, filled in with an invented account.")
        {
            what,
        };
        var data = new DataOptions(preview);
        preview.SetAction((call, _) =>
            PreviewAsync(call.GetValue(what)!, data.PlaceOf(call), data.TenantOf(call), terminal));
        return preview;
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
        if (await TellFaultsAsync(call.File, source, call.Name, terminal) is null)
        {
            return ExitCode.No;
        }

        await using var folder = await DataFolder.OpenAsync(call.Place, create: true);
        var configuration = await folder.ConfigurationAsync(call.Tenant);
        var answer = await folder.Engine.AskAsync(
            new EntityKey(call.Tenant, TemplateDocument.KindName, call.Name),
            new PublicationCommand.Publish(
                source.Format,
                source.Text,
                JsonDocuments.Write(source.Document!),
                call.From is null ? null : LocalDays.StartOf(day, configuration.Zone)),
            new AskOptions { Principal = Principal.Operator });
        if (answer.Rejection is { } rejection)
        {
            return await PolicyFile.TellRefusalAsync(call.File, rejection, terminal);
        }

        await folder.Engine.SettleAsync();
        var version = ((PublishedState)answer.State!).History.LatestVersion;
        await terminal.Out.WriteLineAsync(answer.Outcome == Outcome.Unchanged
            ? $"{call.Name}: unchanged."
            : $"{call.Name}: version {version} published.");
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(DataPlace place, string tenant, Terminal terminal)
    {
        await using var folder = await DataFolder.OpenAsync(place, create: false);
        foreach (var (name, version) in (await folder.ConfigurationAsync(tenant)).Templates)
        {
            var channels = version.Template.Channels.Select(
                channel => $"{channel.Key} ({string.Join(' ', channel.Value.Keys)})");
            await terminal.Out.WriteLineAsync($"{name,-32} v{version.Version,-4} {string.Join(", ", channels)}");
        }

        return ExitCode.Done;
    }

    private static async Task<int> PreviewAsync(string what, DataPlace place, string tenant, Terminal terminal)
    {
        NoticeTemplate? template;
        if (File.Exists(what))
        {
            template = await TellFaultsAsync(
                what, PolicyFile.Read(what), Path.GetFileNameWithoutExtension(what), terminal);
        }
        else
        {
            await using var folder = await DataFolder.OpenAsync(place, create: false);
            template = (await folder.ConfigurationAsync(tenant)).Templates.GetValueOrDefault(what)?.Template;
            if (template is null)
            {
                await terminal.Error.WriteLineAsync($"There is no template '{what}', and no such file.");
            }
        }

        foreach (var text in template is null ? [] : NoticePreview.Of(template))
        {
            await terminal.Out.WriteLineAsync($"--- {text.Channel}, {text.Notice.Language}");
            if (text.Notice.Subject is { } subject)
            {
                await terminal.Out.WriteLineAsync($"Subject: {subject}");
                await terminal.Out.WriteLineAsync();
            }

            await terminal.Out.WriteLineAsync(text.Notice.Body);
        }

        return template is null ? ExitCode.No : ExitCode.Done;
    }

    /// <summary>Prints every finding; the template, or null when a finding refuses it.</summary>
    private static async Task<NoticeTemplate?> TellFaultsAsync(
        string path, SourceDocument source, string name, Terminal terminal)
    {
        var (template, faults) = source.Document is { } document ? TemplateReader.Read(document, name) : (null, []);
        foreach (var fault in source.Faults.Concat(faults).Distinct())
        {
            await terminal.Error.WriteLineAsync(FaultText.Of(path, fault));
        }

        return template;
    }

    private sealed record PutCall(string Name, string File, string? From, DataPlace Place, string Tenant);
}
