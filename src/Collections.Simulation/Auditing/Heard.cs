using Collections.Simulation.Faults;
using Collections.Simulation.Workload;

namespace Collections.Simulation.Auditing;

/// <summary>What clients were told while a system ran.</summary>
/// <param name="Answers">Every answer, in order.</param>
/// <param name="Unanswered">Requests that were never answered.</param>
/// <param name="Complaints">What clients saw that must not be.</param>
internal sealed record Heard(
    IReadOnlyList<Told> Answers, IReadOnlyList<Ask> Unanswered, IReadOnlyList<string> Complaints);

/// <summary>What really reached people.</summary>
/// <param name="Notices">Notices that left, in order.</param>
/// <param name="Calls">Calls that rang, in order.</param>
internal sealed record ReachedPeople(IReadOnlyList<AcceptedNotice> Notices, IReadOnlyList<MadeCall> Calls);
