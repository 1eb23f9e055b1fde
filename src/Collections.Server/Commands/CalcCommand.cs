using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Simulation.Calc;

namespace Collections.Server.Commands;

/// <summary><c>calc FILE</c>: works rule cases and tells every expectation that did not hold.</summary>
internal static class CalcCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file of rule cases." };
        var only = new Option<string?>("--only") { Description = "The id of the one case to work." };
        var json = new Option<bool>("--json") { Description = "Misses as a JSON array." };
        var verb = new Command("calc", "Works cases of single rules: input, expected.") { file, only, json };
        verb.SetAction((call, _) =>
            RunAsync(call.GetValue(file)!, call.GetValue(only), call.GetValue(json), terminal));
        return verb;
    }

    private static async Task<int> RunAsync(string path, string? only, bool asJson, Terminal terminal)
    {
        var (file, faults) = CalcFile.Load(path, only);
        var result = file is null ? new CalcResult(0, [], faults) : CalcRun.Run(file, only);
        foreach (var fault in result.Faults)
        {
            await terminal.Error.WriteLineAsync(FaultText.Of(path, fault));
        }

        if (file is null || result.Faults.Count > 0)
        {
            return ExitCode.WrongCall;
        }

        await WriteAsync(result, asJson, terminal.Out);
        var missed = result.Misses.Select(miss => miss.Case).Distinct().Count();
        await terminal.Error.WriteLineAsync($"{result.Worked - missed} cases hold, {missed} do not");
        return missed == 0 ? ExitCode.Done : ExitCode.No;
    }

    private static async Task WriteAsync(CalcResult result, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            await output.WriteLineAsync(new JsonArray([.. result.Misses.Select(ToJson)]).ToJsonString(Json));
            return;
        }

        foreach (var miss in result.Misses)
        {
            await output.WriteLineAsync(
                $"{miss.File}: case {miss.Case} {miss.Path}: "
                + $"expected {Text(miss.Expected)}, actual {Text(miss.Actual)}");
        }
    }

    private static JsonObject ToJson(CalcMiss miss) => new()
    {
        ["file"] = miss.File,
        ["step"] = miss.Case,
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
