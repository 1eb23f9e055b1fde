using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>
/// How far apart the auditor lets things lie that belong together. What is not said is what a simulated world needs;
/// watched in real time, other things are late.
/// </summary>
internal sealed record Leeway
{
    /// <summary>How far what happened may lie from when it was decided: clocks that are wrong.</summary>
    public Duration Skew { get; init; }

    /// <summary>
    /// How long after its instant a record may have become durable at the latest. Nothing where each commit is seen at
    /// the moment at which it is; who reads a log afterwards sees only when it was decided.
    /// </summary>
    public Duration Durable { get; init; }

    /// <summary>How long a contact may go by a policy that is over: a permit that is under way.</summary>
    public Duration Policy { get; init; } = Duration.FromHours(2);

    /// <summary>How long a notice may take to come to its end.</summary>
    public Duration Notice { get; init; } = Duration.FromDays(3);

    /// <summary>
    /// How long a message may be on its way. A world ends on the hour, when hours of contact begin: what was sent in
    /// its last minutes may not have arrived.
    /// </summary>
    public Duration Message { get; init; } = Duration.FromMinutes(10);
}
