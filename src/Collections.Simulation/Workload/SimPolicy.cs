using System.Globalization;
using System.Text.Json.Nodes;
using Collections.Simulation.World;

namespace Collections.Simulation.Workload;

/// <summary>
/// A policy drawn from the seed, in a form simple enough that the auditor can judge by it without the product: states
/// by age, some of them with an amount or a tag that spares.
/// </summary>
/// <param name="GraceDays">Days of grace.</param>
/// <param name="States">Most severe first.</param>
internal sealed record SimPolicy(int GraceDays, IReadOnlyList<SimState> States)
{
    /// <summary>The tag that spares an account from some states.</summary>
    public const string SparingTag = "VIP";

    /// <summary>Draws a policy.</summary>
    public static SimPolicy Of(long seed, int number)
    {
        var dice = Dice.Of(seed, "policy", number);
        var first = dice.Between(1, 3);
        var second = first + dice.Between(3, 12);
        return new SimPolicy(dice.Between(0, 3), [
            new SimState("SUSPENDED", second + dice.Between(5, 25), dice.Between(0, 40) * 100L, dice.Chance(0.5)),
            new SimState("WARNING", second, 0, dice.Chance(0.2)),
            new SimState("REMINDER", first, 0, false),
        ]);
    }

    /// <summary>The policy as a document.</summary>
    public string ToJson(long seed, int number)
    {
        var dice = Dice.Of(seed, "treatments", number);
        var states = new JsonArray([.. States.Select(state => state.ToJson())]);
        var document = new JsonObject
        {
            ["policy"] = "default",
            ["age"] = new JsonObject { ["from"] = "dueDate", ["graceDays"] = GraceDays },
            ["states"] = states,
            ["rules"] = JsonNode.Parse(Text($$"""
                [
                  { "name": "hard", "when": { "tag": "HARD" },
                    "bills": { "age": { "moreThan": {{dice.Between(2, 9)}} } }, "start": "hard",
                    "stop": {{(dice.Chance(0.5) ? "true" : "false")}} },
                  { "name": "soft", "bills": { "age": { "moreThan": {{dice.Between(1, 6)}} } }, "start": "soft" }
                ]
                """)),
            ["treatments"] = JsonNode.Parse(Text($$"""
                {
                  "soft": {
                    "cancel": {
                      "unpaidAtMost": { "amount": {{dice.Between(0, 4)}}, "percent": {{dice.Between(0, 3)}} } },
                    "steps": [
                      { "name": "note", "after": "0 days", "do": { "notice": "courtesy" } },
                      { "name": "call",
                        "after": { "steps": ["note"], "days": {{dice.Between(1, 6)}}, "count": "workdays" },
                        "do": { "task": { "kind": "call" } } },
                      { "name": "final", "after": { "steps": ["call"], "days": {{dice.Between(1, 9)}} },
                        "do": { "notice": "final" } }
                    ]
                  },
                  "hard": {
                    "steps": [
                      { "name": "letter", "after": "0 days", "do": { "notice": "final" } },
                      { "name": "mark", "after": { "steps": ["letter"], "days": 3 }, "do": { "tag": "MARKED" } },
                      { "name": "give-up", "after": { "steps": ["mark"], "days": {{dice.Between(10, 40)}} },
                        "do": { "writeOff": { "below": 50 } } }
                    ]
                  }
                }
                """)),
            ["reminders"] = JsonNode.Parse(
                """[ { "daysBefore": [3, 1, 0], "channels": ["email"], "notice": "due-soon" } ]"""),
        };
        return document.ToJsonString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A state of such a policy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FromDays">Age of the oldest unpaid bill.</param>
/// <param name="FromMinor">Least unpaid total; 0 for any.</param>
/// <param name="Spares">Whether the tag spares.</param>
internal sealed record SimState(string Name, int FromDays, long FromMinor, bool Spares)
{
    /// <summary>The state as part of a document.</summary>
    public JsonNode ToJson()
    {
        var all = new JsonArray(
            new JsonObject { ["oldestUnpaid"] = new JsonObject { ["atLeast"] = $"{FromDays} days" } });
        if (FromMinor > 0)
        {
            all.Add(new JsonObject { ["unpaidTotal"] = new JsonObject { ["atLeast"] = FromMinor / 100m } });
        }

        if (Spares)
        {
            all.Add(new JsonObject { ["not"] = new JsonObject { ["tag"] = SimPolicy.SparingTag } });
        }

        return new JsonObject
        {
            ["name"] = Name,
            ["when"] = new JsonObject { ["all"] = all },
            ["blocks"] = new JsonArray("changes"),
            ["onEnter"] = Name == "SUSPENDED"
                ? new JsonArray(new JsonObject { ["notice"] = "suspension" })
                : new JsonArray(),
        };
    }
}
