using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Overdue;
using Collections.Gateways.Composition;
using Collections.Gateways.Wire;
using Collections.Server.Composition;
using Collections.Server.Reviews;
using NodaTime.Text;

namespace Collections.Server.Commands;

/// <summary>
/// <c>review --as-of DATE</c>: fires everything due up to that day and shows where the accounts stand.
/// </summary>
internal static class ReviewCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build(Terminal terminal)
    {
        var asOf = new Option<string>("--as-of")
        {
            Description = "The day up to whose end everything due happens.",
            HelpName = "DATE",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "The result as JSON." };
        var verb = new Command("review", "Fires everything due up to a day; prints accounts by state and bucket.")
        {
            asOf,
            json,
        };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => RunAsync(
            new ReviewCall(call.GetValue(asOf)!, call.GetValue(json), data.PlaceOf(call), data.TenantOf(call)),
            terminal));
        return verb;
    }

    private static async Task<int> RunAsync(ReviewCall call, Terminal terminal)
    {
        if (!WireTime.TryDate(call.AsOf, out var day))
        {
            throw new WrongCallException("--as-of is a date YYYY-MM-DD.");
        }

        await using var folder = await DataFolder.OpenAsync(call.Place, create: false);
        var configuration = await folder.ConfigurationAsync(call.Tenant);
        var review = new PortfolioReview(folder, call.Tenant, configuration.Zone);
        var zones = await review.ZonesAsync();
        var end = zones.Max(zone => PortfolioReview.EndOf(day, zone));
        if (folder.ClockIsSet && end < folder.Now)
        {
            throw new WrongCallException(
                $"The clock of this folder stands at {InstantPattern.General.Format(folder.Now)}; "
                + $"it never goes back to {call.AsOf}.");
        }

        using var work = new BatchWork();
        var before = await folder.Store.LastSequenceAsync();
        var fired = await review.RunAsync(day, zones);
        await folder.MoveClockAsync(end);
        await folder.Engine.SettleAsync();

        var summary = new ReviewSummary();
        await foreach (var account in review.AccountsAsync())
        {
            summary.Add(account.Row, day, configuration.Buckets);
        }

        await summary.CountStartedAsync(folder.Store, call.Tenant, before);
        await WriteAsync(call, summary, (fired, configuration.Buckets), terminal.Out);
        return ExitCode.Done;
    }

    private static async Task WriteAsync(
        ReviewCall call, ReviewSummary summary, (long Fired, AgingBuckets Buckets) figures, TextWriter output)
    {
        var buckets = figures.Buckets.Names.Select(name => (name, summary.Buckets.GetValueOrDefault(name))).ToList();
        var states = summary.States.Select(state => (state.Key, state.Value)).ToList();
        var started = summary.Started.Select(each => (each.Key, each.Value)).ToList();
        if (call.AsJson)
        {
            var json = new JsonObject
            {
                ["asOf"] = call.AsOf,
                ["wakeups"] = figures.Fired,
                ["states"] = ToJson(states),
                ["buckets"] = ToJson(buckets),
                ["started"] = ToJson(started),
            };
            await output.WriteLineAsync(json.ToJsonString(Json));
            return;
        }

        await output.WriteLineAsync($"As of the end of {call.AsOf}");
        await WriteTableAsync(output, "State", states);
        await WriteTableAsync(output, "Bucket", buckets);
        await WriteTableAsync(output, "Started", started);
    }

    private static JsonObject ToJson(IEnumerable<(string Name, int Count)> counts) =>
        new(counts.Select(each => KeyValuePair.Create(each.Name, (JsonNode?)JsonValue.Create(each.Count))));

    private static async Task WriteTableAsync(
        TextWriter output, string title, IReadOnlyList<(string Name, int Count)> counts)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{title,-32}{"accounts",10}");
        foreach (var (name, count) in counts)
        {
            await output.WriteLineAsync($"{name,-32}{count,10}");
        }

        if (counts.Count == 0)
        {
            await output.WriteLineAsync("(none)");
        }
    }

    private sealed record ReviewCall(string AsOf, bool AsJson, DataPlace Place, string Tenant);
}
