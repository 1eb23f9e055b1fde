using System.CommandLine;
using System.Globalization;
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
            Description = $"What to measure: {string.Join(' ', BenchOptions.PortfolioFigures)} (all when left out), "
                + $"or {BenchOptions.Growth}: the same day in portfolios of several sizes.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        figures.AcceptOnlyFromAmong([.. BenchOptions.AllFigures]);
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
        var accounts = new Option<int[]>("--accounts")
        {
            CustomParser = Sizes,
            Description = "Accounts present when a figure is measured (default 200000); "
                + "for growth several, as in 20000,200000,1000000 (the default).",
            HelpName = "N[,N...]",
        };
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
            Sized(
                new BenchOptions
                {
                    Figures = call.GetValue(figures) is { Length: > 0 } some ? some : BenchOptions.PortfolioFigures,
                    Seconds = call.GetValue(seconds),
                    Connection = ConnectionOf(call.GetValue(store)!, call.GetValue(connection)),
                    Http = BenchHosting.StartAsync,
                },
                call.GetValue(accounts)),
            terminal));
        return command;
    }

    private static BenchOptions Sized(BenchOptions options, int[]? sizes) => sizes switch
    {
        null or [] => options,
        [var one] => options with { Accounts = one, Sizes = [one] },
        _ when options.Figures.All(figure => figure == BenchOptions.Growth) => options with { Sizes = sizes },
        _ => throw new WrongCallException($"Several sizes of --accounts belong to the figure {BenchOptions.Growth}."),
    };

    private static int[]? Sizes(System.CommandLine.Parsing.ArgumentResult result)
    {
        var sizes = new List<int>();
        foreach (var part in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 1)
            {
                result.AddError($"--accounts is a number of at least 1, or several with commas between; not '{part}'.");
                return null;
            }

            sizes.Add(size);
        }

        return [.. sizes];
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
