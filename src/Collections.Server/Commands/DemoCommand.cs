using System.CommandLine;
using System.Diagnostics;
using Collections.Server.Demo;
using Collections.Simulation.Report;
using Collections.Simulation.World;

namespace Collections.Server.Commands;

/// <summary><c>demo</c>: a portfolio lives for some months, and what the product made of it, on one page.</summary>
internal static class DemoCommand
{
    public static Command Build(Terminal terminal)
    {
        var accounts = Number("--accounts", 2_000, "Accounts of the portfolio.", WorldOptions.AccountsMax);
        var days = Number("--days", 120, "Days it lives.", WorldOptions.DaysMax);
        var seed = new Option<long>("--seed")
        {
            DefaultValueFactory = _ => 1,
            Description = "The same seed gives the same portfolio and the same page.",
            HelpName = "N",
        };
        var data = new Option<string>("--data")
        {
            DefaultValueFactory = _ => "./data",
            Description = "The data folder it leaves; an earlier demo's is replaced.",
            HelpName = "DIR",
        };
        var verb = new Command("demo", "Lets a made-up portfolio live for some months; prints what came of it.")
        {
            accounts, days, seed, data,
        };
        verb.SetAction((call, cancel) => RunAsync(
            new WorldOptions
            {
                Accounts = call.GetValue(accounts),
                Days = call.GetValue(days),
                Seed = call.GetValue(seed),
            },
            call.GetValue(data)!,
            terminal));
        return verb;
    }

    private static Option<int> Number(string name, int value, string description, int max)
    {
        var option = new Option<int>(name)
        {
            DefaultValueFactory = _ => value,
            Description = description,
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            // A value that is no number is told by the parser.
            if (result.Errors.Any() || result.Tokens.Count != 1 || !int.TryParse(result.Tokens[0].Value, out var given))
            {
                return;
            }

            if (given < 1 || given > max)
            {
                result.AddError($"{name} is 1 to {max}.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(WorldOptions options, string path, Terminal terminal)
    {
        var watch = Stopwatch.StartNew();
        string page;
        await using (var folder = await DemoFolder.MakeAsync(path))
        {
            var life = new PortfolioLife(folder.Host, options);
            var progress = new DemoProgress(terminal.Error, options);
            await life.RunAsync(progress.Show);
            progress.End();
            page = DemoReport.Of(life, terminal.OutIsColored);
            foreach (var (code, count) in life.Refused)
            {
                await terminal.Error.WriteLineAsync($"Refused: {code} {count} times.");
            }
        }

        await terminal.Out.WriteAsync(page);
        await terminal.Error.WriteLineAsync(
            $"{watch.Elapsed.TotalSeconds:F1} s. The data lies in '{path}'; look around: "
            + $"collections explain a-000001 --data {path}");
        return ExitCode.Done;
    }
}
