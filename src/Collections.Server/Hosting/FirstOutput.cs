using System.Globalization;
using Collections.Server.Commands;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Hosting;

/// <summary>What a person sees first: addresses, data, what time it is there, where mail goes.</summary>
internal static class FirstOutput
{
    public static async Task WriteAsync(CollectionsServer server, ServeSettings settings, Terminal terminal)
    {
        var first = server.Addresses[0];
        var output = terminal.Out;
        await output.WriteLineAsync($"Serving  {string.Join("  ", server.Addresses)}");
        await output.WriteLineAsync($"API      {first}/v1   described at {first}/docs");
        await output.WriteLineAsync($"Health   {first}/health/ready   metrics at {first}/metrics");
        var folder = Path.GetFullPath(settings.Folder);
        await output.WriteLineAsync(
            settings.Postgres is null ? $"Data     {folder}" : $"Data     PostgreSQL; key and notices in {folder}");
        await output.WriteLineAsync($"Clock    {ClockOf(server)}");
        var mail = settings.Mail?.ToString() ?? "files in the folder 'outbox' of the data";
        await output.WriteLineAsync($"Mail     {mail}");
        await output.WriteLineAsync("Ctrl+C stops.");
        if (server.MadeKey is { } key)
        {
            // Beside the log lines, and never among the results.
            await terminal.Error.WriteLineAsync($"Administrator key, shown only now: {key}");
        }

        await output.FlushAsync();
        await terminal.Error.FlushAsync();
    }

    private static string ClockOf(CollectionsServer server)
    {
        var now = InstantPattern.General.Format(server.Folder.Clock.Now);
        var still = server.Folder.StandsStillFor;
        return still < Duration.FromSeconds(1)
            ? now
            : $"{now}, {Span(still)} ahead of wall time: it stands still until then ('--clock now' lets it run on)";
    }

    private static string Span(Duration span) => span switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} hours"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} seconds"),
    };
}
