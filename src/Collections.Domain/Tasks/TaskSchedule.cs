using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tasks;

/// <summary>One reason why a task is not done earlier.</summary>
/// <param name="Rule">
/// Stable snake_case name: <c>starts_at schedule_slot outcome_delay gate filters callback dial_hours legal_hours</c>.
/// </param>
/// <param name="At">Not before this instant; null for not until somebody acts.</param>
/// <param name="Saw">What it saw, for a person.</param>
public sealed record NextReason(string Rule, Instant? At, string Saw);

/// <summary>When a task may next be attempted.</summary>
/// <param name="At">The instant; null when nothing will bring it about by itself.</param>
/// <param name="Because">Every rule that was looked at, in order; the last one that moved the instant decided.</param>
public sealed record TaskNext(Instant? At, IReadOnlyList<NextReason> Because);

/// <summary>
/// The next attempt: the latest of the schedule's slot, the outcome's delay, what the gate and the filters said, moved
/// forward to hours in which both the strategy and the contact policy allow it. A time that was agreed with the
/// customer stands in for slot and delay, which are only our own pace; what the gate says still counts.
/// </summary>
public static class TaskSchedule
{
    // Each turn moves on to another window of one of the two; two turns are usual.
    private const int TurnsMax = 400;

    /// <summary>The next attempt of a task that is not ended.</summary>
    /// <param name="task">The task.</param>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="at">Now: nothing is planned for the past.</param>
    public static TaskNext Next(CollectionTask task, TenantConfiguration configuration, Instant at)
    {
        if (task.Terms is not { } terms || task.Phase != TaskPhase.Open)
        {
            return new TaskNext(null, []);
        }

        List<NextReason> because = [.. task.Pauses.Select(
            reason => new NextReason("paused", null, $"The task is paused: {reason}."))];
        because.AddRange(Bounds(task, terms, PaceInForce.Of(terms, configuration, at)));
        var earliest = because.Select(reason => reason.At ?? at).Append(at).Max();
        if (Channels.IsContact(terms))
        {
            earliest = Align(task, configuration, earliest, because);
        }

        return new TaskNext(task.Pauses.Count > 0 || earliest == Instant.MaxValue ? null : earliest, because);
    }

    private static IEnumerable<NextReason> Bounds(CollectionTask task, TaskTerms terms, TaskStrategy pace)
    {
        if (terms.StartAt is { } start)
        {
            yield return new NextReason("starts_at", start, "The task begins then.");
        }

        if (task.Callback is { } callback)
        {
            yield return new NextReason("callback", callback.At, "The customer was promised a call then.");
        }
        else
        {
            if (RedialPlan.SlotDue(pace, task.Attempts) is { } slot)
            {
                var used = task.Attempts.Count(attempt => attempt.SlotUsed);
                yield return new NextReason(
                    "schedule_slot", slot, $"Attempt {used + 1} of {pace.MaxAttempts} falls due then.");
            }

            if (task.NotBefore is { } delayed && task.Attempts is [.., var last])
            {
                yield return new NextReason("outcome_delay", delayed, $"The last attempt ended {last.Outcome}.");
            }
        }

        if (task.Deferred is { } deferred)
        {
            yield return new NextReason(deferred.Rule, deferred.Until, deferred.Saw ?? "Not before.");
        }
    }

    private static Instant Align(
        CollectionTask task, TenantConfiguration configuration, Instant earliest, List<NextReason> because)
    {
        var terms = task.Terms!;
        var zone = ZoneOf(terms, configuration);
        var calendar = configuration.CalendarOrDefault(terms.Pace.Calendar);
        var query = new LegalQuery
        {
            Channel = Channels.Of(terms)!,
            TimeZone = terms.TimeZone ?? zone.Id,
            Segment = terms.Segment ?? ContactSegment.Any,
        };
        var at = earliest;
        for (var turn = 0; turn < TurnsMax; turn++)
        {
            var own = DialHours.Next(terms.Pace, zone, calendar, at).From;
            if (own > at)
            {
                because.Add(new NextReason("dial_hours", own, "The strategy's hours begin then."));
            }

            if (LegalTime.Next(configuration, query, own) is not { } legal)
            {
                because.Add(new NextReason("legal_hours", null, "No hour is legal within a year."));
                return Instant.MaxValue;
            }

            if (legal.From == own)
            {
                return own;
            }

            because.Add(new NextReason("legal_hours", legal.From, "The contact policy's hours begin then."));
            at = legal.From;
        }

        because.Add(new NextReason("dial_hours", null, "The strategy's hours never meet the legal ones."));
        return Instant.MaxValue;
    }

    /// <summary>The zone of a task's windows: the strategy's, the account's, or the tenant's.</summary>
    internal static DateTimeZone ZoneOf(TaskTerms terms, TenantConfiguration configuration) =>
        LocalDays.ZoneOrNull(terms.Pace.TimeZone ?? terms.TimeZone) ?? configuration.Zone;
}
