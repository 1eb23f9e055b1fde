using Collections.Runtime.Ports;
using Collections.Simulation.Faults;
using Collections.Simulation.Time;
using Collections.Simulation.World;

namespace Collections.Simulation.Runs;

/// <summary>What everything in a run shares: time, the seed's faults, what was met, who watches.</summary>
internal sealed class Chaos(Scheduler scheduler, Swarm swarm, long seed, Mutant mutant)
{
    // Each class has dice of its own, so that taking one class away leaves the others as they were.
    private readonly Dictionary<FaultClasses, Dice> _dice = [];

    /// <summary>Time and order.</summary>
    public Scheduler Scheduler => scheduler;

    /// <summary>The faults of the seed.</summary>
    public Swarm Swarm => swarm;

    /// <summary>The canary that is planted; nothing in an honest run.</summary>
    public Mutant Mutant => mutant;

    /// <summary>What was met.</summary>
    public Marks Marks { get; } = new();

    /// <summary>Whether faults strike still; they stop before the end, when everything must come right.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Sees every commit, in order, as soon as it is durable.</summary>
    public Action<Commit, StoreHandle> Committed { get; set; } = (_, _) => { };

    /// <summary>Whether a fault strikes now.</summary>
    public bool Strikes(FaultClasses faults, string mark, double rate)
    {
        if (!swarm.Has(faults))
        {
            return false;
        }

        ref var dice = ref DiceOf(faults);
        var strikes = dice.Chance(rate) && IsActive;
        if (strikes)
        {
            Marks.Hit(mark);
        }

        return strikes;
    }

    /// <summary>A number for a fault's size.</summary>
    public int Draw(FaultClasses faults, int low, int high) => DiceOf(faults).Between(low, high);

    private ref Dice DiceOf(FaultClasses faults)
    {
        ref var dice = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            _dice, faults, out var known);
        if (!known)
        {
            dice = Dice.Of(seed, "faults", (long)faults);
        }

        return ref dice;
    }
}
