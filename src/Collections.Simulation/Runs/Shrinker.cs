using Collections.Simulation.Faults;
using NodaTime;
using NodaTime.Text;

namespace Collections.Simulation.Runs;

/// <summary>
/// Makes a failing world small: takes fault classes away one at a time, accounts by halves, and the time after the
/// first violation, as long as it fails still.
/// </summary>
public static class Shrinker
{
    /// <summary>The smallest world found that still fails.</summary>
    public static SimulationResult Shrink(SimulationResult failing) => Shrink(failing, Mutant.Honest);

    internal static SimulationResult Shrink(SimulationResult failing, Mutant mutant)
    {
        var smallest = Earlier(failing, mutant);
        foreach (var faults in Enum.GetValues<FaultClasses>().Where(each => int.IsPow2((int)each)))
        {
            if (smallest.Swarm.Has(faults))
            {
                smallest = Try(smallest, smallest.Options with { Without = smallest.Options.Without | faults }, mutant);
            }
        }

        while (smallest.Options.Accounts > 1
            && Try(smallest, smallest.Options with { Accounts = smallest.Options.Accounts / 2 }, mutant) is var half
            && half != smallest)
        {
            smallest = half;
        }

        return Earlier(smallest, mutant);
    }

    private static SimulationResult Earlier(SimulationResult failing, Mutant mutant)
    {
        var text = failing.Violations[0];
        var first = InstantPattern.ExtendedIso.Parse(text[..(text.IndexOf('Z', StringComparison.Ordinal) + 1)]);
        return first.Success && first.Value < failing.Options.End
            ? Try(failing, failing.Options with { Until = first.Value + Duration.FromMinutes(1) }, mutant)
            : failing;
    }

    private static SimulationResult Try(SimulationResult known, SimulationOptions smaller, Mutant mutant)
    {
        var result = SimulationRun.Run(smaller, mutant);
        return result.Violations.Count > 0 ? result : known;
    }
}
