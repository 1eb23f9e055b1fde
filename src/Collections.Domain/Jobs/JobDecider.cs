using System.Globalization;
using Collections.Domain.Configuration;
using Collections.Domain.WhatIf;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Jobs;

/// <summary>
/// Long work over many entities: started once, walked in key order by the runner, watched for standstill.
/// </summary>
public sealed class JobDecider : IDecider<Job, JobCommand, JobEvent, TenantConfiguration>
{
    /// <summary>The kind of these entities.</summary>
    public const string Kind = Reevaluation.JobKind;

    /// <summary>The work of walking all accounts after the configuration changed.</summary>
    public const string ReevaluationWork = "reevaluation";

    /// <summary>The work of asking what a draft of a policy would do.</summary>
    public const string WhatIfWork = "what-if";

    private const int CodeLengthMax = 64;

    private JobDecider()
    {
    }

    /// <inheritdoc/>
    public static Job Initial(EntityKey key) => new() { Tenant = key.Tenant, Id = key.Id };

    /// <summary>
    /// Refusals: <c>job_unknown</c> (404) before the job has started, <c>job_exists</c> (409), <c>job_state</c> (422)
    /// for resuming what has not failed and cancelling what has ended, <c>invalid_request</c> (400). What comes late or
    /// twice from the runner changes nothing.
    /// </summary>
    public static Decision<JobEvent> Decide(Job state, JobCommand command, DecisionContext<TenantConfiguration> context)
    {
        if (command is JobCommand.StartReevaluation start)
        {
            return Start(state, start.Number);
        }

        if (command is JobCommand.StartWhatIf ask)
        {
            return WhatIfStart.Decide(state, ask, context.Configuration);
        }

        if (state.Phase == JobPhase.Announced)
        {
            return Rejection.Unknown("job_unknown", $"There is no job '{state.Id}'.");
        }

        return command switch
        {
            JobCommand.AdvanceJob advance => Advance(state, advance),
            JobCommand.CompleteJob complete => state.Phase == JobPhase.Running && complete.FromId == state.AfterId
                ? Decision<JobEvent>.Accept(new JobEvent.Completed(state.Looked, state.Changed)
                {
                    Evidence = BacktestEvidence.OrNull(state),
                })
                : Decision<JobEvent>.Nothing,
            JobCommand.FailJob fail => Fail(state, fail.Code),
            JobCommand.CancelJob => Cancel(state),
            JobCommand.ResumeJob => Resume(state),
            _ => throw Invariant.Unreachable($"Unknown command {command.GetType().Name}."),
        };
    }

    /// <inheritdoc/>
    public static Decision<JobEvent> Wake(Job state, DecisionContext<TenantConfiguration> context) =>
        NextWake(state, context.Configuration) <= context.At
            ? Decision<JobEvent>.Accept(new JobEvent.Stalled(state.Stalls + 1))
            : Decision<JobEvent>.Nothing;

    /// <inheritdoc/>
    public static Job Evolve(Job state, JobEvent @event, Instant at) => @event switch
    {
        JobEvent.Started started => state with
        {
            Phase = JobPhase.Running,
            Work = started.Work,
            Number = started.Number,
            StartedAt = at,
            AskedAt = at,
            Question = started.Question,
            Tally = started.Question is null ? null : WhatIfTally.Empty,
        },
        JobEvent.Advanced advanced => state with
        {
            AfterId = advanced.AfterId,
            Looked = state.Looked + advanced.Looked,
            Changed = state.Changed + advanced.Changed,
            AskedAt = at,
            Stalls = 0,
            Tally = Sum(state.Tally, advanced.Tally),
        },
        JobEvent.Stalled stalled => state with { AskedAt = at, Stalls = stalled.Stalls },
        JobEvent.Completed completed => state with
        {
            Phase = JobPhase.Completed,
            EndedAt = at,
            AskedAt = null,
            Stalls = 0,
            Evidence = completed.Evidence,
        },
        JobEvent.Failed failed => state with
        {
            Phase = JobPhase.Failed,
            EndedAt = at,
            AskedAt = null,
            Stalls = 0,
            Error = failed.Code,
        },
        JobEvent.Cancelled => state with { Phase = JobPhase.Cancelled, EndedAt = at, AskedAt = null, Stalls = 0 },
        JobEvent.Resumed => state with { Phase = JobPhase.Running, EndedAt = null, AskedAt = at, Error = null },
        _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
    };

    /// <summary>When a running job loses patience with its runner; see <see cref="StallPatience"/>.</summary>
    public static Instant? NextWake(Job state, TenantConfiguration configuration) =>
        state is { Phase: JobPhase.Running, AskedAt: { } asked } ? asked + StallPatience.After(state.Stalls) : null;

    /// <inheritdoc/>
    public static IReadOnlyList<Message> React(Job state, JobEvent @event, TenantConfiguration configuration) =>
        @event switch
        {
            JobEvent.Started or JobEvent.Stalled or JobEvent.Resumed => [RunnerRequest.For(state)],
            JobEvent.Advanced or JobEvent.Completed or JobEvent.Failed or JobEvent.Cancelled => [],
            _ => throw Invariant.Unreachable($"Unknown event {@event.GetType().Name}."),
        };

    /// <summary>Status: the phase's word, null while only announced. Labels: the work and <c>n</c> + number.</summary>
    public static EntityRow Row(Job state) => state.Phase == JobPhase.Announced
        ? new EntityRow()
        : new EntityRow
        {
            Status = state.Phase.ToString().ToLowerInvariant(),
            Labels = [string.Create(CultureInfo.InvariantCulture, $"n{state.Number}"), state.Work ?? string.Empty],
        };

    private static Decision<JobEvent> Start(Job state, long number)
    {
        if (state.Phase != JobPhase.Announced)
        {
            return state.Number == number
                ? Decision<JobEvent>.Nothing
                : Rejection.Conflict("job_exists", $"The job '{state.Id}' is about configuration {state.Number}.");
        }

        return number < 1
            ? Rejection.Invalid("/number", "out_of_range", "A configuration number is 1 or more.")
            : Decision<JobEvent>.Accept(new JobEvent.Started(ReevaluationWork, number));
    }

    private static Decision<JobEvent> Advance(Job state, JobCommand.AdvanceJob advance)
    {
        if (advance.Looked < 0 || advance.Changed < 0 || advance.Changed > advance.Looked)
        {
            return Rejection.Invalid("/changed", "out_of_range", "Changed entities are among those looked at.");
        }

        if ((state.Tally is null) != (advance.Tally is null))
        {
            return Rejection.Invalid("/tally", "not_expected", "A what-if counts, other work does not.");
        }

        var continues = state.Phase == JobPhase.Running
            && advance.FromId == state.AfterId
            && string.CompareOrdinal(advance.AfterId, state.AfterId) > 0;
        return continues
            ? Decision<JobEvent>.Accept(
                new JobEvent.Advanced(advance.AfterId, advance.Looked, advance.Changed) { Tally = advance.Tally })
            : Decision<JobEvent>.Nothing;
    }

    private static WhatIfTally? Sum(WhatIfTally? before, WhatIfTally? more)
    {
        if (before is null || more is null)
        {
            return before;
        }

        var counting = new WhatIfCounting();
        counting.Add(before);
        counting.Add(more);
        return counting.ToTally();
    }

    private static Decision<JobEvent> Fail(Job state, string code)
    {
        if (string.IsNullOrEmpty(code) || code.Length > CodeLengthMax)
        {
            return Rejection.Invalid("/code", "out_of_range", $"A code has 1 to {CodeLengthMax} characters.");
        }

        return state.Phase == JobPhase.Running
            ? Decision<JobEvent>.Accept(new JobEvent.Failed(code))
            : Decision<JobEvent>.Nothing;
    }

    private static Decision<JobEvent> Cancel(Job state) => state.Phase switch
    {
        JobPhase.Running or JobPhase.Failed => Decision<JobEvent>.Accept(new JobEvent.Cancelled()),
        JobPhase.Cancelled => Decision<JobEvent>.Nothing,
        _ => Rejection.Refused("job_state", "The job has been completed."),
    };

    private static Decision<JobEvent> Resume(Job state) => state.Phase switch
    {
        JobPhase.Failed => Decision<JobEvent>.Accept(new JobEvent.Resumed()),
        JobPhase.Running => Decision<JobEvent>.Nothing,
        _ => Rejection.Refused("job_state", "Only a failed job can be resumed."),
    };
}
