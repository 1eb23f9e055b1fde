using System.CommandLine;
using Collections.Bench;
using Collections.Server.Api;
using Collections.Storage;

namespace Collections.Server.Commands;

/// <summary><c>bench</c>: measures figures on generated data, each beside the limit it is compared with.</summary>
internal static class BenchCommand
{
    private const string Postgres = "postgres";

    public static Command Build(Terminal terminal)
    {
        var figures = new Argument<string[]>("figure")
        {
            Description = $"What to measure: {string.Join(' ', BenchOptions.AllFigures)}; all of these when left out. "
                + $"'{BenchOptions.Growth}' compares portfolios of a hundredth, a tenth and all of the accounts.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        figures.AcceptOnlyFromAmong([.. BenchOptions.KnownFigures]);
        var store = new Option<string>("--store")
        {
            DefaultValueFactory = _ => "sqlite",
            Description = "sqlite or postgres.",
        };
        store.AcceptOnlyFromAmong("sqlite", Postgres);
        var connection = new Option<string?>("--connection")
        {
            Description = "PostgreSQL connection string; schemas of the run's own are made there and dropped.",
            HelpName = "C",
        };
        var accounts = new Option<int>("--accounts")
        {
            DefaultValueFactory = _ => 200_000,
            Description = "Accounts present when a figure is measured.",
        };
        accounts.Validators.Add(result => Positive(result, result.GetValue(accounts)));
        var seconds = new Option<int>("--seconds")
        {
            DefaultValueFactory = _ => 10,
            Description = "How long each figure is measured.",
        };
        seconds.Validators.Add(result => Positive(result, result.GetValue(seconds)));
        var command = new Command("bench", "Measures this build on this machine; one JSON line per figure.")
        {
            figures, store, connection, accounts, seconds,
        };
        command.SetAction((call, _) => RunAsync(
            new BenchOptions
            {
                Figures = call.GetValue(figures) is { Length: > 0 } some ? some : BenchOptions.AllFigures,
                Accounts = call.GetValue(accounts),
                Seconds = call.GetValue(seconds),
                Connection = ConnectionOf(call.GetValue(store)!, call.GetValue(connection)),
                Http = BenchHosting.StartAsync,
            },
            terminal));
        return command;
    }

    private static string? ConnectionOf(string store, string? connection) => (store, connection) switch
    {
        (Postgres, null) => throw new WrongCallException("--store postgres needs --connection."),
        (Postgres, _) => connection,
        (_, null) => null,
        _ => throw new WrongCallException("--connection belongs to --store postgres."),
    };

    private static void Positive(System.CommandLine.Parsing.OptionResult result, int value)
    {
        if (value < 1)
        {
            result.AddError($"{result.Option.Name} is at least 1.");
        }
    }

    private static async Task<int> RunAsync(BenchOptions options, Terminal terminal)
    {
        try
        {
            await BenchRun.RunAsync(options, terminal.Out.WriteLine, terminal.Error.WriteLine);
            return ExitCode.Done;
        }
        catch (StoreException unusable)
        {
            throw new WrongCallException($"The figures cannot be measured there: {unusable.Message}");
        }
    }
}
