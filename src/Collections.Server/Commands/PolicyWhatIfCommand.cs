using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Jobs;
using Collections.Domain.WhatIf;
using Collections.Gateways.Jobs;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using Collections.Server.Composition;

namespace Collections.Server.Commands;

/// <summary><c>policy what-if NAME FILE</c>: what a draft would do to the portfolio; nothing changes.</summary>
internal static class PolicyWhatIfCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The name the draft goes by." };
        var file = new Argument<string>("FILE") { Description = "The draft: YAML, JSON or Kill Bill overdue XML." };
        var json = new Option<bool>("--json") { Description = "The whole result as JSON." };
        var backtest = new Option<bool>("--backtest")
        {
            Description = "Run the draft over the last 90 days as the log holds them.",
        };
        var verb = new Command("what-if", "Tells what a draft would do to the accounts as they stand; changes nothing.")
        {
            name, file, backtest, json,
        };
        var data = new DataOptions(verb);
        verb.SetAction((call, _) => RunAsync(
            new WhatIfCall(
                call.GetValue(name)!,
                call.GetValue(file)!,
                call.GetValue(json),
                call.GetValue(backtest) ? WhatIfQuestion.Backtest : WhatIfQuestion.Now,
                data.PlaceOf(call),
                data.TenantOf(call)),
            terminal));
        return verb;
    }

    private static async Task<int> RunAsync(WhatIfCall call, Terminal terminal)
    {
        var source = PolicyFile.Read(call.File);
        if (await PolicyFile.TellFaultsAsync(call.File, source, call.Name, terminal) > 0)
        {
            return ExitCode.No;
        }

        await using var folder = await DataFolder.OpenAsync(call.Place, create: false);
        var request = new WhatIfRequest(call.Tenant, call.Name, source, call.Mode);
        var job = WhatIfRequest.NewJob(call.Tenant, new SystemEntropy());
        var answer = await request.StartAsync(folder.Engine, job, new AskOptions { Principal = Principal.Operator });
        if (answer.Rejection is { } rejection)
        {
            return await PolicyFile.TellRefusalAsync(call.File, rejection, terminal);
        }

        await folder.Engine.SettleAsync();
        var (state, _) = (await folder.Engine.ReadAsync(job))!.Value;
        var view = JsonNode.Parse(JobView.Of((Job)state))!;
        if (call.AsJson)
        {
            await terminal.Out.WriteLineAsync(view.ToJsonString(Json));
        }
        else
        {
            await WriteAsync(view, terminal.Out);
        }

        return (string)view["status"]! == "completed" ? ExitCode.Done : ExitCode.No;
    }

    private static async Task WriteAsync(JsonNode view, TextWriter output)
    {
        var result = view["result"]!;
        var assignment = result["assignment"]!;
        await output.WriteLineAsync(
            $"{view["policy"]}: {assignment["draft"]} of {result["accounts"]} accounts would follow the draft "
            + $"({assignment["live"]} follow the policy now, {assignment["joining"]} would join, "
            + $"{assignment["leaving"]} would leave)");
        if (view["evidence"] is { } evidence)
        {
            await output.WriteLineAsync(
                $"over {evidence["decisions"]} recorded decisions from {evidence["from"]} to {evidence["until"]}; "
                + $"{evidence["refused"]} of their facts were refused under the draft");
            await output.WriteLineAsync($"draft {evidence["draft"]}");
            await output.WriteLineAsync($"inputs {evidence["inputs"]}");
            await output.WriteLineAsync($"result {evidence["result"]}");
            await WriteTableAsync(output, "Days in state", result["days"]!, row => (string)row["state"]!);
        }

        await WriteTableAsync(output, "Move", result["moves"]!, row => $"{row["from"]} -> {row["to"]}");
        await WriteTableAsync(output, "Treatment", result["treatments"]!, row => $"{row["rule"]}: {row["template"]}");
        await WriteTableAsync(output, "Action", result["actions"]!, row => $"{row["kind"]} {row["name"]}");
        foreach (var move in result["moves"]!.AsArray().Where(move => move!["samples"]!.AsArray().Count > 0))
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync($"For instance {move!["from"]} -> {move["to"]}");
            foreach (var sample in move["samples"]!.AsArray())
            {
                await output.WriteLineAsync($"  {sample!["accountId"]}: {Reason(sample["draft"]!)}");
            }
        }
    }

    private static async Task WriteTableAsync(
        TextWriter output, string title, JsonNode rows, Func<JsonNode, string> nameOf)
    {
        if (rows.AsArray().Count == 0)
        {
            return;
        }

        var isMatrix = rows[0]!["accounts"] is not null;
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{title,-40}" + (isMatrix ? $"{"accounts",10}" : $"{"live",10}{"draft",10}"));
        foreach (var row in rows.AsArray())
        {
            await output.WriteLineAsync($"{nameOf(row!),-40}"
                + (isMatrix ? $"{row!["accounts"],10}" : $"{row!["live"],10}{row["draft"],10}"));
        }
    }

    private static string Reason(JsonNode side)
    {
        if (side["frozen"]!.GetValue<bool>())
        {
            return "a hold keeps the state as it stands";
        }

        var deciding = side["states"]!.AsArray().LastOrDefault(state => state!["holds"]!.GetValue<bool>());
        var starts = side["starts"]!.AsArray().Select(start => $"starts {start}");
        var conditions = (deciding?["conditions"]!.AsArray() ?? [])
            .Where(condition => condition!["holds"]!.GetValue<bool>())
            .Select(condition => $"{condition!["condition"]} (saw {condition["saw"]})");
        return string.Join(", ", conditions.DefaultIfEmpty("no state's condition holds").Concat(starts));
    }

    private sealed record WhatIfCall(
        string Name, string File, bool AsJson, string Mode, DataPlace Place, string Tenant);
}
