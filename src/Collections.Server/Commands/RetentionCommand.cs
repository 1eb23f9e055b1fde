using System.CommandLine;
using Collections.Domain.Retention;
using Collections.Gateways.Notices;
using Collections.Gateways.Privacy;
using Collections.Kernel;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>retention</c>: which closed cases are past their time, and their destruction.</summary>
internal static class RetentionCommand
{
    public static Command Build(Terminal terminal)
    {
        var run = new Option<bool>("--run") { Description = "Destroys what is due: erases the persons, for ever." };
        var verb = new Command("retention", "Which closed cases are past the time they are kept.") { run };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) =>
            RunAsync((data.PlaceOf(call), data.TenantOf(call)), call.GetValue(run), terminal));
        return verb;
    }

    private static async Task<int> RunAsync((DataPlace Data, string Tenant) place, bool destroys, Terminal terminal)
    {
        await using var folder = await DataFolder.OpenAsync(place.Data, create: false);
        var country = (await folder.ConfigurationAsync(place.Tenant)).Settings.Country;
        foreach (var each in RetentionClasses.Shipped)
        {
            var months = country is not null && each.Regions.TryGetValue(country, out var local) ? local : each.Months;
            var time = months is { } count ? $"{count} months after {each.After}" : "for ever";
            await terminal.Out.WriteLineAsync($"{each.Name}: {time}");
        }

        var report = await new RetentionSweep(folder.Engine).FindAsync(place.Tenant, country, folder.Now);
        await terminal.Out.WriteLineAsync(
            $"Closed cases past their time: {report.Due.Count} due, {report.Held.Count} on legal hold; "
            + $"{report.Kept} kept.");
        if (!destroys)
        {
            return ExitCode.Done;
        }

        var outbox = new NoticeFolder(Path.Combine(place.Data.Folder, NoticeFolder.FolderName));
        var erasure = new PersonErasure(folder.Engine, folder.Vault, outbox);
        foreach (var person in report.Due)
        {
            // The log keeps who destroyed what and when: the certificate is the person's own event.
            await erasure.EraseAsync(place.Tenant, person, Principal.Operator);
            await terminal.Out.WriteLineAsync($"destroyed: {person}");
        }

        return ExitCode.Done;
    }
}
