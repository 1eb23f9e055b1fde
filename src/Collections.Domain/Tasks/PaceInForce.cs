using Collections.Domain.Configuration;
using Collections.Domain.Contacts;

namespace Collections.Domain.Tasks;

/// <summary>
/// How a task is attempted: by its own strategy, with no more calls than the contact policy in force allows per task; a
/// task without a strategy is called when that policy says.
/// </summary>
public static class PaceInForce
{
    /// <summary>The strategy that counts.</summary>
    /// <param name="terms">What the task is.</param>
    /// <param name="configuration">The configuration in force.</param>
    public static TaskStrategy Of(TaskTerms terms, TenantConfiguration configuration)
    {
        if (Channels.Of(terms) is not { } channel
            || ContactChannels.MediumOf(channel) != ContactChannels.Phone
            || Strictest(terms, configuration) is not { } plan)
        {
            return terms.Pace;
        }

        if (terms.Strategy is { } own)
        {
            return own.MaxAttempts <= plan.AttemptsMax ? own : own with { MaxAttempts = plan.AttemptsMax };
        }

        return terms.Pace with
        {
            MaxAttempts = Math.Min(plan.AttemptsMax, TaskStrategy.AttemptsMax),
            RetryHours = plan.RetryHours.Count > 0 ? plan.RetryHours : TaskStrategy.StandardRetryHours,
        };
    }

    /// <summary>The plan with the fewest attempts of the sets of the policy; null when none has one.</summary>
    private static AttemptPlan? Strictest(TaskTerms terms, TenantConfiguration configuration)
    {
        AttemptPlan? strictest = null;
        foreach (var set in configuration.ContactPolicyFor(terms.Segment ?? ContactSegment.Any).Policy.Sets)
        {
            if (set.Attempts is { } plan && (strictest is null || plan.AttemptsMax < strictest.AttemptsMax))
            {
                strictest = plan;
            }
        }

        return strictest;
    }
}
