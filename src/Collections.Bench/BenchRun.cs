using System.Diagnostics;
using Collections.Gateways.Composition;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>Measures the asked figures in one process on generated data.</summary>
public static class BenchRun
{
    /// <summary>Runs the benchmark; each figure is told as soon as it is known.</summary>
    /// <param name="options">What and how much.</param>
    /// <param name="tell">Receives a JSON line per figure.</param>
    /// <param name="progress">Receives what is going on, for a person.</param>
    public static async Task RunAsync(BenchOptions options, Action<string> tell, Action<string> progress)
    {
        var folder = Directory.CreateTempSubdirectory("collections-bench-").FullName;
        try
        {
            await using IBenchStores stores = options.Connection is { } connection
                ? new PostgresBenchStores(connection)
                : new SqliteBenchStores(folder);
            if (options.Figures.Any(BenchOptions.PortfolioFigures.Contains))
            {
                await new Measurement(options, stores, tell, progress).RunAsync(folder);
            }

            if (options.Figures.Contains(BenchOptions.Growth))
            {
                await new GrowthRun(options, stores, tell, progress).RunAsync();
            }

            if (options.Figures.Contains(BenchOptions.Life))
            {
                await LivesAsync((options.Sizes, folder), stores, tell, progress);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task LivesAsync(
        (IReadOnlyList<int> Sizes, string Folder) what,
        IBenchStores stores,
        Action<string> tell,
        Action<string> progress)
    {
        List<LifeRow> rows = [];
        foreach (var accounts in what.Sizes)
        {
            rows.Add(await new LifeFigure(stores, what.Folder).MeasureAsync(accounts, progress));
            foreach (var figure in rows[^1].Figures)
            {
                tell(figure.ToJson());
            }
        }

        progress(string.Join('\n', [LifeRow.Heading, .. rows.Select(row => row.ToString())]));
    }

    private sealed class Measurement(
        BenchOptions options, IBenchStores stores, Action<string> tell, Action<string> progress)
    {
        private const string Live = "live";
        private const string Copy = "copy";

        /// <summary>Stretches of commands and of their limit; odd, for the median.</summary>
        private const int Turns = 3;

        private double? _commandsMax;

        public async Task RunAsync(string folder)
        {
            await BuildPortfolioAsync();
            if (options.Figures.Contains("commands"))
            {
                await CommandsAsync();
            }

            if (options.Figures.Contains("gate"))
            {
                await GateAsync();
            }

            if (options.Figures.Contains("import"))
            {
                await ImportAsync(folder);
            }

            if (options.Figures.Contains("dnc"))
            {
                await DncAsync(folder);
            }

            if (options.Figures.Contains("whatif"))
            {
                await WhatIfAsync();
            }

            if (options.Figures.Contains("http") && options.Http is { } hosting)
            {
                await HttpAsync(hosting);
            }

            if (options.Figures.Contains("memory-per-idle-account"))
            {
                await MemoryAsync();
            }

            if (options.Figures.Contains("review"))
            {
                await ReviewAsync();
            }

            // Last: it leaves a portfolio that is days older.
            if (options.Figures.Contains("wake-lag"))
            {
                await WakeLagAsync();
            }
        }

        private async Task MemoryAsync()
        {
            await using var store = await stores.OpenAsync(Live);
            await using var engine = ProductEngine.Over(store, TimeProvider.System);
            var figure = new IdleMemoryFigure(engine, options);
            tell(new Figure("memory-per-idle-account", await figure.PerIdleAccountAsync(), "bytes").ToJson());
            var (bytes, kept) = await figure.PerKeptAccountAsync();
            progress($"{kept} accounts stay in memory because they are used again and again");
            tell(new Figure("memory-per-kept-account", bytes, "bytes").ToJson());
        }

        private async Task WakeLagAsync()
        {
            if (_commandsMax is null)
            {
                await using var store = await stores.OpenAsync(Live);
                await using var engine = ProductEngine.Over(store, TimeProvider.System);
                var commands = new CommandsFigure(engine, options);
                await commands.WarmUpAsync();
                _commandsMax = (await commands.MeasureAsync()).PerSecond;
            }

            var figure = new WakeLagFigure(stores, Live, options);
            var lags = await figure.MeasureAsync(_commandsMax.Value);
            progress($"{lags.Count} wake-ups of one midnight beside {figure.Rate:F0} of {_commandsMax:F0} commands/s");
            tell(new Figure("wake-lag-p50", CommandsFigure.Percentile(lags, 0.50), "ms").ToJson());
            tell(Latency("wake-lag", lags));
        }

        private async Task BuildPortfolioAsync()
        {
            var started = Stopwatch.GetTimestamp();
            await using (var store = await stores.OpenAsync(Live))
            {
                await using var engine = ProductEngine.Over(store, TimeProvider.System);
                await new Portfolio(engine, options.Accounts).BuildAsync();
            }

            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            tell(Setup.Describe(options, stores, await stores.SizeAsync(Live)));
            progress($"portfolio of {options.Accounts} accounts in {seconds:F1} s");
        }

        /// <summary>
        /// The figure and its limit by turns, each on a copy of its own, and the medians of both: within a minute a
        /// shared machine is a tenth faster or slower, and what is compared has to meet the same of it. The commits
        /// that the limit repeats are made anew for each turn: kept, a gigabyte of them would burden the next figure.
        /// </summary>
        private async Task CommandsAsync()
        {
            List<CommandsStretch> stretches = [];
            List<double> limits = [];
            (int Batch, int Writers)? best = null;
            for (var turn = 1; turn <= Turns; turn++)
            {
                stretches.Add(await CommandsStretchAsync());
                var limit = await LimitAsync(
                    (int)(stretches[0].PerSecond * options.Seconds),
                    engine => new CommandsFigure(engine, options).WarmUpAsync(),
                    (engine, enough) => new CommandsFigure(engine, options).FillAsync(enough));
                best ??= (await limit.ChooseAsync()).Combination;
                limits.Add(await limit.RepeatAsync(best.Value));
                progress($"turn {turn}: {stretches[^1].PerSecond:F0} commands/s, limit {limits[^1]:F0}");
            }

            _commandsMax = Median(stretches.Select(each => each.PerSecond));
            List<double> latencies = [.. stretches.SelectMany(each => each.Latencies).Order()];
            tell(new Figure("commands", _commandsMax.Value, "commands/s", Median(limits)).ToJson());
            tell(new Figure("commands-p50", CommandsFigure.Percentile(latencies, 0.50), "ms").ToJson());
            tell(new Figure("commands-p99", CommandsFigure.Percentile(latencies, 0.99), "ms").ToJson());
            tell(new Figure("commands-cold", stretches[0].ColdPerSecond, "commands/s").ToJson());
        }

        private async Task<CommandsStretch> CommandsStretchAsync()
        {
            CommandsStretch stretch;
            await stores.CopyAsync(Live, Copy);
            await using (var store = await stores.OpenAsync(Copy))
            {
                await using var engine = ProductEngine.Over(store, TimeProvider.System);
                var figure = new CommandsFigure(engine, options);
                await figure.WarmUpAsync();
                await stores.SettleAsync();
                stretch = await figure.MeasureAsync();
                progress($"{stretch.PerSecond:F0} commands/s; {figure.Cost}");
            }

            await stores.DropAsync(Copy);
            return stretch;
        }

        private static double Median(IEnumerable<double> values)
        {
            List<double> sorted = [.. values.Order()];
            return sorted[sorted.Count / 2];
        }

        private async Task GateAsync()
        {
            GateFigure figure;
            double perSecond, p50, p99;
            await using (var store = await stores.OpenAsync(Live))
            {
                await using var engine = ProductEngine.Over(store, TimeProvider.System);
                figure = new GateFigure(engine, options);
                await figure.PrepareAsync();
                (perSecond, p50, p99) = await figure.MeasureAsync();
            }

            progress($"{perSecond:F0} decisions/s; {figure.Cost}");
            var limit = await LimitAsync(
                (int)(perSecond * options.Seconds),
                _ => Task.CompletedTask,
                (engine, enough) => new GateFigure(engine, options).FillAsync(enough));
            tell(new Figure("gate", perSecond, "decisions/s", await limit.BestAsync()).ToJson());
            tell(new Figure("gate-p50", p50, "ms").ToJson());
            tell(new Figure("gate-p99", p99, "ms").ToJson());
        }

        private async Task ImportAsync(string folder)
        {
            var figure = new ImportFigure(options, stores, folder);
            await figure.MeasureAsync();
            progress($"{figure.RowsPerSecond:F0} rows/s imported; {figure.Cost}");
            tell(new Figure("import", figure.RowsPerSecond, "rows/s", figure.Limit).ToJson());
            tell(new Figure("import-cold", figure.ColdPerSecond, "rows/s").ToJson());
            tell(new Figure("import-again", figure.AgainPerSecond, "rows/s").ToJson());
            tell(new Figure("import-memory", figure.PeakMegabytes, "MB").ToJson());
        }

        private async Task DncAsync(string folder)
        {
            var found = await new DncFigure(folder).MeasureAsync();
            progress($"{found.Members} numbers listed in {found.Seconds:F1} s");
            tell(new Figure("dnc", found.Members / found.Seconds, "rows/s").ToJson());
            tell(new Figure("dnc-seconds", found.Seconds, "s").ToJson());
            foreach (var look in found.Looks)
            {
                tell(new Figure($"dnc-lookup-{look.Members}", look.AloneMicroseconds, "us").ToJson());
                tell(new Figure($"dnc-lookup-{look.Members}-gathered", look.GatheredMicroseconds, "us").ToJson());
            }
        }

        private async Task ReviewAsync()
        {
            var figure = new ReviewFigure(stores, Live);
            var (changed, seconds, limit) = await figure.MeasureAsync();
            progress($"{changed} accounts changed in {seconds:F1} s; {figure.Cost}");
            tell(new Figure("review", changed / seconds, "accounts/s", limit).ToJson());
            tell(new Figure("review-cold", figure.ColdPerSecond, "accounts/s").ToJson());
        }

        private async Task WhatIfAsync()
        {
            await using var store = await stores.OpenAsync(Live);
            await using var engine = ProductEngine.Over(store, TimeProvider.System);
            var figure = new WhatIfFigure(engine, options);
            var (seconds, processor) = await figure.AloneAsync();
            progress($"a what-if took {processor / seconds:F2} cores");
            tell(new Figure("whatif", seconds, "s").ToJson());
            tell(new Figure("whatif-rate", options.Accounts / seconds, "accounts/s").ToJson());
            var (without, beside, took) = await figure.BesideCommandsAsync(seconds);
            progress($"with commands beside it {took:F1} s; {without.Count / seconds:F0} commands/s without, "
                + $"{beside.Count / took:F0} beside");
            tell(Latency("whatif-commands-p99-without", without));
            tell(Latency("whatif-commands-p99-beside", beside));
        }

        private async Task HttpAsync(HttpHosting hosting)
        {
            await using var store = await stores.OpenAsync(Live);
            await using var engine = ProductEngine.Over(store, TimeProvider.System);
            var target = await hosting(engine, store);
            var figure = new HttpFigure(target, options);
            var (perSecond, latencies) = await figure.MeasureAsync();
            await target.Stop();
            progress($"{perSecond:F0} HTTP commands/s at {HttpFigure.Connections} connections; each "
                + $"{figure.ProcessorMicroseconds:F0} us of processor time and {figure.AllocatedBytes:F0} bytes, "
                + "callers included");
            tell(new Figure("http", perSecond, "commands/s").ToJson());
            tell(new Figure("http-p50", CommandsFigure.Percentile(latencies, 0.50), "ms").ToJson());
            tell(Latency("http-p99", latencies));
        }

        private static string Latency(string name, List<double> sorted) =>
            new Figure(name, CommandsFigure.Percentile(sorted, 0.99), "ms").ToJson();

        /// <summary>
        /// Lets an engine do the same on a copy to see what it writes, and repeats that on others. What it wrote before
        /// is repeated, too: a database that was written to for a while is slower than one that was just filled.
        /// </summary>
        private async Task<RawLimit> LimitAsync(
            int made, Func<Engine, Task> before, Func<Engine, Func<bool>, Task> fill)
        {
            var kept = Math.Min(made, CommitCapture.CommitsMax);
            var (commits, past) = await CaptureAsync(before, (engine, capture) =>
            {
                var enough = capture.Commits.Count + kept;
                return fill(engine, () => capture.Commits.Count >= enough);
            });
            await stores.DropAsync(Copy);
            return new RawLimit(stores, Live, commits) { Past = past };
        }

        /// <summary>What an engine commits on a copy, and how many of that before what counts.</summary>
        private async Task<(IReadOnlyCollection<Commit> Commits, int Past)> CaptureAsync(
            Func<Engine, Task> before, Func<Engine, CommitCapture, Task> fill)
        {
            await stores.CopyAsync(Live, Copy);
            await using var store = await stores.OpenAsync(Copy);
            await using var capture = new CommitCapture(store, int.MaxValue);
            await using var engine = ProductEngine.Over(capture, store, new BusinessClock(TimeProvider.System));
            await before(engine);
            var past = capture.Commits.Count;
            await fill(engine, capture);
            return (capture.Commits, past);
        }
    }
}
