using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

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
    /// <param name="at">Now: rule sets of a later day do not count yet.</param>
    public static TaskStrategy Of(TaskTerms terms, TenantConfiguration configuration, Instant at)
    {
        if (Channels.Of(terms) is not { } channel
            || ContactChannels.MediumOf(channel) != ContactChannels.Phone
            || Strictest(terms, configuration, at) is not { } plan)
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

    /// <summary>The plan with the fewest attempts of the sets in force; null when none has one.</summary>
    private static AttemptPlan? Strictest(TaskTerms terms, TenantConfiguration configuration, Instant at)
    {
        var day = LocalDays.DayOf(at, LocalDays.ZoneOrNull(terms.TimeZone) ?? configuration.Zone);
        AttemptPlan? strictest = null;
        foreach (var set in configuration.ContactPolicyFor(terms.Segment ?? ContactSegment.Any).Policy.SetsOn(day))
        {
            if (set.Attempts is { } plan && (strictest is null || plan.AttemptsMax < strictest.AttemptsMax))
            {
                strictest = plan;
            }
        }

        return strictest;
    }
}
