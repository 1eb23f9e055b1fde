using System.CommandLine;
using System.Globalization;
using Collections.Gateways.Wire;
using Collections.Simulation.Faults;
using Collections.Simulation.Runs;
using NodaTime;

namespace Collections.Server.Commands;

/// <summary>
/// <c>simulate</c>, for who works on the product: runs worlds with faults under the auditor's eyes and makes one that
/// fails small. Not listed among the verbs.
/// </summary>
internal static class SimulateCommand
{
    public static Command Build(Terminal terminal)
    {
        var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 1, Description = "The first seed." };
        var worlds = new Option<int>("--worlds") { DefaultValueFactory = _ => 1, Description = "How many seeds." };
        var accounts = new Option<int>("--accounts") { DefaultValueFactory = _ => 50, Description = "Accounts." };
        var days = new Option<int>("--days") { DefaultValueFactory = _ => 90, Description = "Days." };
        var until = new Option<string?>("--until") { Description = "When work and faults stop." };
        var without = new Option<string?>("--without") { Description = "Fault classes taken away: store,node,..." };
        var store = new Option<string>("--store") { DefaultValueFactory = _ => "memory", Description = "The store." };
        store.AcceptOnlyFromAmong("memory", "sqlite");
        var nodes = new Option<int>("--nodes") { DefaultValueFactory = _ => 3, Description = "Most nodes." };
        var verb = new Command("simulate", "Runs worlds with faults; says what was wrong.")
        {
            seed, worlds, accounts, days, until, without, store, nodes,
        };
        verb.Hidden = true;
        verb.SetAction((call, _) => Task.FromResult(Run(
            new SimulationOptions
            {
                Seed = call.GetValue(seed),
                Accounts = call.GetValue(accounts),
                Days = call.GetValue(days),
                Until = InstantOf(call.GetValue(until)),
                Without = ClassesOf(call.GetValue(without)),
                NodesMax = call.GetValue(nodes),
                Store = call.GetValue(store) == "sqlite" ? SimulationStore.Sqlite : SimulationStore.Memory,
            },
            call.GetValue(worlds),
            terminal)));
        return verb;
    }

    private static int Run(SimulationOptions first, int worlds, Terminal terminal)
    {
        var failed = 0;
        for (var i = 0; i < worlds; i++)
        {
            var result = SimulationRun.Run(first with { Seed = first.Seed + i });
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {result.Options.Seed}: {result.Commits} commits, trace {result.Trace[..16]}; {result.Swarm}"));
            if (result.Violations.Count > 0)
            {
                failed++;
                Tell(result, terminal);
            }
        }

        return failed == 0 ? ExitCode.Done : ExitCode.No;
    }

    private static void Tell(SimulationResult failing, Terminal terminal)
    {
        foreach (var violation in failing.Violations)
        {
            terminal.Out.WriteLine("  " + violation);
        }

        var small = Shrinker.Shrink(failing);
        terminal.Out.WriteLine($"  again: {small.Options.Command}");
        terminal.Out.WriteLine($"  there: {small.Violations[0]}");
    }

    private static Instant? InstantOf(string? text) => text is null
        ? null
        : WireTime.TryInstant(text, out var at)
            ? at
            : throw new WrongCallException("--until is an RFC 3339 instant such as 2026-03-31T09:00:00Z.");

    private static FaultClasses ClassesOf(string? text) => text is null
        ? FaultClasses.None
        : Enum.TryParse<FaultClasses>(text, ignoreCase: true, out var classes)
            ? classes
            : throw new WrongCallException(
                $"--without names classes of {string.Join(',', Enum.GetNames<FaultClasses>())}.".ToLowerInvariant());
}
