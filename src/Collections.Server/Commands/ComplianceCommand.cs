using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Collections.Domain.Configuration;
using Collections.Domain.Notices;
using Collections.Gateways.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Server.Composition;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Commands;

/// <summary><c>compliance</c>: how contacts kept to the rules in a span of days, counted from the log.</summary>
internal static class ComplianceCommand
{
    public static Command Build(Terminal terminal)
    {
        var from = new Option<string?>("--from")
        {
            Description = "The first day, of the tenant's zone; 30 days before the last one when left out.",
            HelpName = "DATE",
        };
        var to = new Option<string?>("--to") { Description = "The last day; today when left out.", HelpName = "DATE" };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var verb = new Command("compliance", "How contacts kept to the rules: hours, limits, scripts.")
        {
            from, to, json,
        };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => RunAsync(
            (data.PlaceOf(call), data.TenantOf(call)),
            (DayOf("--from", call.GetValue(from)), DayOf("--to", call.GetValue(to))),
            lines => call.GetValue(json) ? [lines.ToJsonString()] : Lines(lines),
            terminal));
        return verb;
    }

    private static LocalDate? DayOf(string option, string? text) => text is null ? null
        : WireTime.TryDate(text, out var day) ? day
        : throw new WrongCallException($"{option} is a date YYYY-MM-DD.");

    private static async Task<int> RunAsync(
        (DataPlace Data, string Tenant) place,
        (LocalDate? From, LocalDate? To) days,
        Func<JsonObject, IEnumerable<string>> show,
        Terminal terminal)
    {
        const int daysUsual = 30;
        await using var folder = await DataFolder.OpenAsync(place.Data, create: false);
        var configuration = await folder.ConfigurationAsync(place.Tenant);
        var last = days.To ?? LocalDays.DayOf(folder.Now, configuration.Zone);
        var first = days.From ?? last.PlusDays(-daysUsual);
        if (first > last)
        {
            throw new WrongCallException("--from is not after --to.");
        }

        var count = await new ComplianceFigures(folder.Engine, place.Tenant).CountAsync(
            LocalDays.StartOf(first, configuration.Zone), LocalDays.StartOf(last.PlusDays(1), configuration.Zone));
        foreach (var line in show(Document((first, last), count, Scripts(configuration))))
        {
            await terminal.Out.WriteLineAsync(line);
        }

        return count.PermittedOffHours + count.PermittedBeyondLimits > 0 ? ExitCode.No : ExitCode.Done;
    }

    /// <summary>The coverage of every call script in force, percent.</summary>
    private static IReadOnlyList<int> Scripts(TenantConfiguration configuration) =>
    [
        .. configuration.Templates.Values
            .SelectMany(version => version.Template.Channels.GetValueOrDefault(CallScript.Channel)?.Values ?? [])
            .Select(text => CallScript.Coverage(text.Body)),
    ];

    private static JsonObject Document(
        (LocalDate First, LocalDate Last) days, ComplianceCount count, IReadOnlyList<int> scripts) => new()
    {
        ["from"] = LocalDatePattern.Iso.Format(days.First),
        ["to"] = LocalDatePattern.Iso.Format(days.Last),
        ["made"] = new JsonObject
        {
            ["permitted"] = count.Permitted,
            ["reported"] = count.Reported,
        },
        ["violations"] = new JsonObject
        {
            ["permittedOffHours"] = count.PermittedOffHours,
            ["permittedBeyondLimits"] = count.PermittedBeyondLimits,
            ["reportedOffHours"] = count.ReportedOffHours,
            ["forbiddenHourRate"] = Share(count.PermittedOffHours + count.ReportedOffHours, count.Made),
        },
        ["hits"] = new JsonObject
        {
            ["heldBack"] = count.HeldBack,
            ["byHours"] = count.HeldByHours,
            ["byLimits"] = count.HeldByLimits,
            ["hoursRate"] = Share(count.HeldByHours, count.Decisions),
            ["limitsRate"] = Share(count.HeldByLimits, count.Decisions),
        },
        ["scripts"] = new JsonObject
        {
            ["count"] = scripts.Count,
            ["whole"] = scripts.Count(coverage => coverage == 100),
            ["coverage"] = scripts.Count == 0 ? null : scripts.Sum() / scripts.Count,
        },
    };

    private static IEnumerable<string> Lines(JsonObject it)
    {
        var (made, wrong, hits, scripts) = (it["made"]!, it["violations"]!, it["hits"]!, it["scripts"]!);
        yield return $"Contacts from {it["from"]} to {it["to"]}";
        yield return $"  permitted by the gate      {made["permitted"],10}";
        yield return $"    outside the hours        {wrong["permittedOffHours"],10}";
        yield return $"    beyond a limit           {wrong["permittedBeyondLimits"],10}";
        yield return $"  reported by others         {made["reported"],10}";
        yield return $"    outside the hours        {wrong["reportedOffHours"],10}";
        yield return $"  forbidden-hour rate        {Percent(wrong["forbiddenHourRate"]),10}";
        yield return $"  deferred or blocked        {hits["heldBack"],10}";
        yield return $"    by hours                 {hits["byHours"],10}   {Percent(hits["hoursRate"])} of decisions";
        yield return $"    by limits                {hits["byLimits"],10}   {Percent(hits["limitsRate"])} of decisions";
        yield return $"  call scripts               {scripts["count"],10}   {scripts["whole"]} whole, "
            + $"coverage {scripts["coverage"]?.ToString() ?? "-"} %";
    }

    private static string Percent(JsonNode? share) =>
        share!.GetValue<decimal>().ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A share in percent with two digits, rounded half away from zero; 0 of nothing.</summary>
    private static decimal Share(long part, long whole) =>
        whole == 0 ? 0 : Math.Round(100m * part / whole, 2, MidpointRounding.AwayFromZero);
}
