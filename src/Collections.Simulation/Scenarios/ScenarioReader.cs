using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Scenarios;

/// <summary>Reads a scenario and lists everything that is wrong with it, each with its path and place.</summary>
public static class ScenarioReader
{
    private const int StepsMax = 10_000;

    private static readonly string[] TopFields =
        ["title", "clock", "policies", "calendars", "accounts", "steps"];

    private static readonly string[] StepFields = ["at", "do", "expect", "events", "noEvents"];

    /// <summary>The scenario, or null with the faults that stop it.</summary>
    /// <param name="document">The parsed file.</param>
    /// <param name="path">The file's path: policy and calendar files are found beside it.</param>
    public static (ScenarioFile? Scenario, IReadOnlyList<Fault> Faults) Read(Node document, string path)
    {
        var faults = new ScenarioFaults();
        if (document is not Node.Mapping top)
        {
            faults.Add(string.Empty, "type", "A scenario is a map with clock, accounts and steps.", document.At);
            return (null, faults.Items);
        }

        faults.UnknownFields(top, string.Empty, TopFields);
        var files = new ScenarioDocuments(path, faults);
        var scenario = new ScenarioFile
        {
            Path = path,
            Title = faults.Text(top, "title", string.Empty) ?? string.Empty,
            Clock = ReadClock(top, faults),
            Policies = files.ReadMap(top, "policies", ScenarioDocuments.PolicyFaults),
            Calendars = files.ReadMap(top, "calendars", ScenarioDocuments.CalendarFaults),
            Accounts = ReadAccounts(top, faults),
            Steps = [],
        };
        scenario = scenario with { Steps = ReadSteps(top, scenario.Clock, files, faults) };
        return (faults.HasErrors ? null : scenario, faults.Items);
    }

    private static Instant ReadClock(Node.Mapping top, ScenarioFaults faults)
    {
        var text = faults.Text(top, "clock", string.Empty);
        if (text is null)
        {
            if (top["clock"] is null)
            {
                faults.Add("/clock", "required", "A scenario says where its clock starts.", top.At);
            }

            return default;
        }

        if (ScenarioTime.TryInstant(text, out var clock))
        {
            return clock;
        }

        if (ScenarioTime.TryDate(text, out var day))
        {
            return day.AtMidnight().InUtc().ToInstant();
        }

        faults.Add("/clock", "instant", $"'{text}' is no RFC 3339 instant.", top["clock"]!.At);
        return default;
    }

    private static List<ScenarioAccount> ReadAccounts(Node.Mapping top, ScenarioFaults faults)
    {
        var accounts = new List<ScenarioAccount>();
        foreach (var (id, value) in faults.Entries(top, "accounts", string.Empty))
        {
            var path = $"/accounts/{id}";
            if (!EntityKey.IsValidId(id))
            {
                faults.Add(path, "id", $"'{id}' is no id: 1-64 of [A-Za-z0-9._:~-].", value.At);
            }

            if (value is Node.Mapping or Node.Scalar { IsNull: true })
            {
                var body = value as Node.Mapping ?? new Node.Mapping([], value.At);
                CheckAccount(id, body, path, faults);
                accounts.Add(new ScenarioAccount(id, body));
            }
            else
            {
                faults.Add(path, "type", "An account is a map.", value.At);
            }
        }

        return accounts;
    }

    private static void CheckAccount(string id, Node.Mapping body, string path, ScenarioFaults faults)
    {
        foreach (var field in AccountBodies.Check(body, id, BodyForm.Yaml)?.Fields ?? [])
        {
            faults.Add(path + field.Pointer, field.Code, field.Message, body.At);
        }
    }

    private static List<ScenarioStep> ReadSteps(
        Node.Mapping top, Instant clock, ScenarioDocuments files, ScenarioFaults faults)
    {
        var steps = new List<ScenarioStep>();
        var items = faults.List(top, "steps", string.Empty);
        if (items.Count > StepsMax)
        {
            faults.Add("/steps", "too_many", $"A scenario has at most {StepsMax} steps.", top["steps"]!.At);
            return steps;
        }

        var previous = clock;
        for (var i = 0; i < items.Count; i++)
        {
            var path = $"/steps/{i}";
            if (items[i] is not Node.Mapping step)
            {
                faults.Add(path, "type", "A step is a map with at, do, expect, events, noEvents.", items[i].At);
                continue;
            }

            faults.UnknownFields(step, path, StepFields);
            var at = ReadAt(step, path, (clock, previous), faults);
            previous = at;
            steps.Add(new ScenarioStep
            {
                Number = i + 1,
                At = at,
                Items = ScenarioItems.Read(step, path, files, faults),
                Expect = ReadExpect(step, path, faults),
                Events = ReadTypes(step, "events", path, faults),
                NoEvents = ReadTypes(step, "noEvents", path, faults),
            });
        }

        return steps;
    }

    private static Instant ReadAt(
        Node.Mapping step, string path, (Instant Clock, Instant Previous) times, ScenarioFaults faults)
    {
        if (!step.TryGet("at", out var node))
        {
            faults.Add(path + "/at", "required", "A step says when it happens.", step.At);
            return times.Previous;
        }

        var text = faults.Text(step, "at", path);
        if (text is null || !ScenarioTime.TryStep(text, times.Clock, out var at))
        {
            faults.Add(path + "/at", "instant", $"'{text}' is neither a date nor an RFC 3339 instant.", node.At);
            return times.Previous;
        }

        if (at < times.Previous)
        {
            faults.Add(path + "/at", "back_in_time", "Steps never go back in time.", node.At);
            return times.Previous;
        }

        return at;
    }

    private static List<KeyValuePair<string, Node>> ReadExpect(Node.Mapping step, string path, ScenarioFaults faults)
    {
        var expect = new List<KeyValuePair<string, Node>>();
        foreach (var entry in faults.Entries(step, "expect", path))
        {
            if (entry.Value is not Node.Mapping and not Node.Scalar { IsNull: true })
            {
                faults.Add($"{path}/expect/{entry.Key}", "type", "An expectation is a map.", entry.Value.At);
            }

            expect.Add(entry);
        }

        return expect;
    }

    private static List<string> ReadTypes(Node.Mapping step, string field, string path, ScenarioFaults faults)
    {
        var types = new List<string>();
        foreach (var item in faults.List(step, field, path))
        {
            if (item is Node.Scalar { IsNull: false, Text: { } type })
            {
                types.Add(type);
            }
            else
            {
                faults.Add($"{path}/{field}", "type", "Event types are text.", item.At);
            }
        }

        return types;
    }
}
