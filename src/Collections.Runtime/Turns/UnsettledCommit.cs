using Collections.Runtime.Ports;

namespace Collections.Runtime.Turns;

/// <summary>
/// A commit with messages of which nobody can tell yet whether it happened: neither it nor the look that would settle
/// it was answered. The entity takes no turn before it is settled: later messages must not overtake those of this one,
/// or their receiver would drop these as old.
/// </summary>
/// <param name="Draft">What it holds.</param>
/// <param name="Commit">What went to the store.</param>
/// <param name="Expectation">How the post office knows it.</param>
internal sealed record UnsettledCommit(Draft Draft, Commit Commit, long Expectation);
