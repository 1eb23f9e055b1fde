using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Kernel.Documents;
using Collections.Simulation.Scenarios;

namespace Collections.Server.Commands;

/// <summary><c>replay FILE...</c>: runs scenarios and tells every expectation that did not hold.</summary>
internal static class ReplayCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Scenario files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Misses as a JSON array." };
        var verb = new Command("replay", "Runs scenario files on a virtual clock.") { files, json };
        verb.SetAction((call, _) => RunAsync(call.GetValue(files)!, call.GetValue(json), terminal));
        return verb;
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> paths, bool asJson, Terminal terminal)
    {
        var scenarios = new List<ScenarioFile>();
        var malformed = false;
        foreach (var path in paths)
        {
            var (scenario, faults) = ScenarioLoader.Load(path);
            foreach (var fault in faults.Where(fault => fault.Severity == Severity.Error))
            {
                await terminal.Error.WriteLineAsync(FaultText.Of(path, fault));
            }

            malformed |= scenario is null;
            if (scenario is not null)
            {
                scenarios.Add(scenario);
            }
        }

        if (malformed)
        {
            return ExitCode.WrongCall;
        }

        var misses = new List<Miss>();
        foreach (var scenario in scenarios)
        {
            var missed = await ScenarioRun.RunAsync(scenario);
            misses.AddRange(missed);
            await terminal.Error.WriteLineAsync(
                missed.Count == 0 ? $"ok    {scenario.Path}" : $"MISS  {scenario.Path} ({missed.Count})");
        }

        await WriteAsync(misses, asJson, terminal.Out);
        return misses.Count == 0 ? ExitCode.Done : ExitCode.No;
    }

    private static async Task WriteAsync(List<Miss> misses, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            await output.WriteLineAsync(new JsonArray([.. misses.Select(ToJson)]).ToJsonString(Json));
            return;
        }

        foreach (var miss in misses)
        {
            await output.WriteLineAsync(
                $"{miss.File}: step {miss.Step} {miss.Path}: "
                + $"expected {Text(miss.Expected)}, actual {Text(miss.Actual)}");
        }
    }

    private static JsonObject ToJson(Miss miss) => new()
    {
        ["file"] = miss.File,
        ["step"] = miss.Step,
        ["path"] = miss.Path,
        ["expected"] = miss.Expected?.DeepClone(),
        ["actual"] = miss.Actual?.DeepClone(),
    };

    private static string Text(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonValue plain => plain.ToString(),
        _ => value.ToJsonString(),
    };
}
