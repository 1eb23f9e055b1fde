namespace Collections.Simulation.Faults;

/// <summary>The classes of faults a world may suffer; the shrinker takes them away one by one.</summary>
[Flags]
public enum FaultClasses
{
    /// <summary>A world where everything works.</summary>
    None = 0,

    /// <summary>Errors before a commit, answers lost after it, conflicts, stalls.</summary>
    Store = 1,

    /// <summary>Nodes that die between two awaits, and start again.</summary>
    Node = 2,

    /// <summary>Clocks that are wrong by minutes.</summary>
    Time = 4,

    /// <summary>Wake-ups that come late, early and twice.</summary>
    Wakeups = 8,

    /// <summary>A mail host that fails before it takes a notice, and after.</summary>
    Effects = 16,

    /// <summary>A billing feed that is late, doubled and out of order.</summary>
    Feed = 32,

    /// <summary>Operators who race, clients who repeat themselves, policies edited on the way.</summary>
    People = 64,

    /// <summary>Everything at once.</summary>
    All = 127,
}
