using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>
/// <c>call_window</c>: the next legal instant of a contact, whether it is legal now, and until when the legal hours
/// last.
/// Of several <c>zones</c> the last is that of the address, the others are those of the number.
/// </summary>
internal sealed class CallWindowCalculator : ICalculator
{
    public string List => "call_window";

    public IReadOnlySet<string> Inputs { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "tz", "zones", "resolution", "windows", "days", "calendar", "at", "from", "retryAfterHours", "preferred",
        "preset", "presets", "channel", "quietDates", "tenantTz",
    };

    public JsonObject Work(CalcCase each)
    {
        var at = At(each);
        var query = CasePolicy.Query(each);
        var stretch = LegalTime.Next(
            CasePolicy.Configuration(each),
            new LegalQuery
            {
                Channel = query.Channel,
                TimeZone = query.TimeZone,
                AddressZone = query.AddressZone,
                NumberZones = query.NumberZones,
                Preferred = query.Preferred,
            },
            at);
        var day = at.InZone(each.Zone).Date;
        var allowed = stretch?.From == at;
        return new JsonObject
        {
            ["next"] = each.Written("next", stretch?.From, day),
            ["until"] = each.Written("until", stretch?.From, day),
            ["latest"] = each.Written("latest", stretch?.Until, day),
            ["allowed"] = allowed,
            ["decision"] = allowed ? "ALLOW" : stretch is null ? "BLOCK" : "DEFER",
        };
    }

    private static Instant At(CalcCase each)
    {
        var text = each.Text("at") ?? each.Text("from")
            ?? throw new MalformedCaseException("/at", "An instant 'at' or 'from' is expected.");
        var from = each.Instant("/at", text, CasePolicy.Day);
        return from + Duration.FromHours(each.Number("retryAfterHours") ?? 0);
    }
}
