using Collections.Domain.Configuration;
using Collections.Domain.WhatIf;
using Collections.Kernel;

namespace Collections.Domain.Jobs;

/// <summary>Starts a what-if: the draft is judged whole before a single account is looked at.</summary>
internal static class WhatIfStart
{
    public static Decision<JobEvent> Decide(
        Job state, JobCommand.StartWhatIf ask, TenantConfiguration configuration)
    {
        if (ask.Mode is not (WhatIfQuestion.Now or WhatIfQuestion.Backtest))
        {
            return Rejection.Invalid("/mode", "unknown_value", "The mode of a what-if is 'now' or 'backtest'.");
        }

        if (!EntityKey.IsValidId(ask.Policy))
        {
            return Rejection.Invalid("/name", "malformed_id", "A policy's name has 1 to 64 characters.");
        }

        var draft = PolicyDraft.Read(ask.Content, ask.Policy, configuration);
        if (draft.Policy is null)
        {
            return PublicationRules.Malformed(draft.Faults);
        }

        var version = (configuration.PolicyOrNull(ask.Policy)?.Version ?? 0) + 1;
        var question = new WhatIfQuestion(ask.Policy, draft.Content, version, ask.Mode);
        if (state.Phase != JobPhase.Announced)
        {
            return state.Question is { } asked && asked.Policy == question.Policy && asked.Content == question.Content
                && asked.Mode == question.Mode
                ? Decision<JobEvent>.Nothing
                : Rejection.Conflict("job_exists", $"The job '{state.Id}' is about something else.");
        }

        return Decision<JobEvent>.Accept(
            new JobEvent.Started(JobDecider.WhatIfWork, configuration.Number) { Question = question });
    }
}
