using Collections.Simulation.World;

namespace Collections.Simulation.Faults;

/// <summary>
/// What a seed makes of a world: which classes of faults strike, and how often. Each seed has few classes on, and
/// those hard: a run with everything at one percent finds less.
/// </summary>
public sealed record Swarm
{
    private static readonly double[] Rates = [0.01, 0.05, 0.2];

    /// <summary>The classes that strike.</summary>
    public required FaultClasses Classes { get; init; }

    /// <summary>Chance that a call to the store fails in some way.</summary>
    public double StoreRate { get; init; }

    /// <summary>Kills per thousand steps.</summary>
    public double KillsPerThousandSteps { get; init; }

    /// <summary>Most minutes a clock is wrong.</summary>
    public int SkewMinutesMax { get; init; }

    /// <summary>Chance that a wake-up is late.</summary>
    public double LateRate { get; init; }

    /// <summary>Chance that the mail host fails.</summary>
    public double EffectRate { get; init; }

    /// <summary>Chance that the feed repeats, delays or swaps a message.</summary>
    public double FeedRate { get; init; }

    /// <summary>Chance that a person repeats a request or races another.</summary>
    public double PeopleRate { get; init; }

    /// <summary>Nodes that share the store.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>What a seed draws, less what is taken away.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="without">Classes taken away.</param>
    /// <param name="nodesMax">Most nodes.</param>
    public static Swarm Of(long seed, FaultClasses without, int nodesMax = 3)
    {
        var dice = Dice.Of(seed, "swarm");
        var classes = FaultClasses.None;
        foreach (var each in Enum.GetValues<FaultClasses>().Where(each => int.IsPow2((int)each)))
        {
            classes |= dice.Chance(0.45) ? each : FaultClasses.None;
        }

        // Drawn in any case, so that a class taken away changes nothing about the others.
        return new Swarm
        {
            Classes = classes & ~without,
            StoreRate = Rate(ref dice),
            KillsPerThousandSteps = 5 * Rate(ref dice),
            SkewMinutesMax = dice.Between(1, 5),
            LateRate = Rate(ref dice),
            EffectRate = Rate(ref dice),
            FeedRate = Rate(ref dice),
            PeopleRate = Rate(ref dice),
            Nodes = Math.Min(dice.Between(1, 3), nodesMax),
        };
    }

    /// <summary>Whether a class strikes.</summary>
    public bool Has(FaultClasses faults) => (Classes & faults) != 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"nodes {Nodes}; faults {Classes}; store {StoreRate}, kills {KillsPerThousandSteps}/1000 steps, "
        + $"skew {SkewMinutesMax} min, late {LateRate}, effects {EffectRate}, feed {FeedRate}, people {PeopleRate}");

    private static double Rate(ref Dice dice) => Rates[dice.Between(0, Rates.Length - 1)];
}
