using System.Text.Json.Nodes;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>
/// A contact policy drawn from the seed, in a form simple enough that the auditor can judge by it without the product:
/// hours of the day, perhaps no Sundays, and how often.
/// </summary>
internal sealed record SimContactPolicy
{
    /// <summary>The local hour from which contacts are made.</summary>
    public required int Opens { get; init; }

    /// <summary>The local hour before which they end.</summary>
    public required int Closes { get; init; }

    /// <summary>Whether Sundays are left free.</summary>
    public required bool RestsOnSundays { get; init; }

    /// <summary>Most calls to a person on a local day, whatever they are about.</summary>
    public required int CallsPerDay { get; init; }

    /// <summary>Most calls about one account in seven local days.</summary>
    public required int CallsPerDebtAndWeek { get; init; }

    /// <summary>Most calls over one number in 24 hours, whoever is meant.</summary>
    public required int CallsPerNumber { get; init; }

    /// <summary>Most written messages to a person in 24 hours.</summary>
    public required int MessagesPerDay { get; init; }

    /// <summary>Draws a policy.</summary>
    public static SimContactPolicy Of(long seed, int number)
    {
        var dice = Dice.Of(seed, "contact policy", number);
        return new SimContactPolicy
        {
            Opens = dice.Between(7, 9),
            Closes = dice.Between(18, 21),
            RestsOnSundays = dice.Chance(0.4),
            CallsPerDay = dice.Between(1, 3),
            CallsPerDebtAndWeek = dice.Between(2, 5),
            CallsPerNumber = dice.Between(1, 2),
            MessagesPerDay = dice.Between(1, 4),
        };
    }

    /// <summary>Whether the hours are open at an instant.</summary>
    public bool IsOpen(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone);
        return local.Hour >= Opens
            && local.Hour < Closes
            && !(RestsOnSundays && local.DayOfWeek == IsoDayOfWeek.Sunday);
    }

    /// <summary>The policy as a document.</summary>
    public string ToJson()
    {
        var days = RestsOnSundays
            ? new JsonArray("MON", "TUE", "WED", "THU", "FRI", "SAT")
            : new JsonArray("ALL");
        return new JsonObject
        {
            ["policy"] = "default",
            ["windows"] = new JsonArray(new JsonObject
            {
                ["days"] = days,
                ["ranges"] = new JsonArray($"{Opens:D2}:00-{Closes:D2}:00"),
            }),
            ["frequency"] = new JsonArray(
                Limit("CALLS_PER_DAY", ("ATTEMPT", "PERSON"), "CALENDAR_DAYS(1)", CallsPerDay),
                Limit("CALLS_PER_DEBT", ("ATTEMPT", "PERSON_DEBT"), "CALENDAR_DAYS(7)", CallsPerDebtAndWeek),
                Limit("CALLS_PER_NUMBER", ("ATTEMPT", "NUMBER"), "ROLLING(24)", CallsPerNumber),
                Limit("MESSAGES_PER_DAY", ("MESSAGE", "PERSON"), "ROLLING(24)", MessagesPerDay)),
        }.ToJsonString();
    }

    private static JsonObject Limit(string rule, (string Metric, string Scope) what, string window, int limit) => new()
    {
        ["rule"] = rule,
        ["metric"] = what.Metric,
        ["scope"] = what.Scope,
        ["window"] = window,
        ["limit"] = limit,
    };
}
