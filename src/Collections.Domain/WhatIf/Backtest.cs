using Collections.Domain.Accounts;
using Collections.Domain.Configuration;

namespace Collections.Domain.WhatIf;

/// <summary>
/// What a draft would have made of the recorded past: each account is run over its own facts with the draft in force
/// from the first instant on, and laid beside what the log says happened. Nothing is assumed about what customers would
/// have done otherwise: payments come when they came.
/// </summary>
/// <param name="draft">The draft and the version it would get.</param>
/// <param name="time">The time and its configurations.</param>
public sealed class Backtest(PolicyVersion draft, BacktestTime time)
{
    private readonly IReadOnlyList<(NodaTime.Instant From, TenantConfiguration Configuration)> _drafted =
        [.. time.Configurations.Select(each => (each.From, each.Live.With(draft)))];

    /// <summary>Counts an account; one that was not open at the end is no account.</summary>
    /// <returns>How many facts the account refused under the draft.</returns>
    public int Count(RecordedPast past, WhatIfCounting counting)
    {
        var recorded = new BacktestCourse(past.Start, time.From);
        foreach (var decision in past.Decisions)
        {
            recorded.Take(decision.Command, decision.Events, decision.At);
        }

        recorded.EndOn(time.Until);
        if (recorded.Now.Phase != AccountPhase.Open)
        {
            return 0;
        }

        var name = draft.Policy.Name;
        var followsLive = Review.PolicyOf(recorded.Now, time.Last).Policy.Name == name;
        var followsDraft = Review.PolicyOf(recorded.Now, _drafted[^1].Configuration).Policy.Name == name;
        if (!followsLive && !followsDraft)
        {
            counting.AddUntouched();
            return 0;
        }

        var run = new BacktestRun(past, _drafted, time.From);
        run.Run(time.Until);
        counting.AddDays(recorded.Days, run.Course.Days);
        var (before, after) = (recorded.Outcome, run.Course.Outcome);
        var wanted = (before.State != after.State || !before.Starts.SequenceEqual(after.Starts))
            && counting.WantsSample(before.State, after.State);
        var sample = wanted ? Sample(recorded, run) : null;
        counting.Add(new WhatIfFinding(followsLive, followsDraft, before, after, sample));
        return run.Refused;
    }

    private WhatIfSample Sample(BacktestCourse recorded, BacktestRun run)
    {
        var (live, drafted) = (time.Last, _drafted[^1].Configuration);
        return new WhatIfSample(
            recorded.Now.Id,
            WhatIfReasons.Of(recorded.Now, Review.PolicyOf(recorded.Now, live).Policy, recorded.Outcome, time.Until),
            WhatIfReasons.Of(
                run.Course.Now, Review.PolicyOf(run.Course.Now, drafted).Policy, run.Course.Outcome, time.Until));
    }
}
