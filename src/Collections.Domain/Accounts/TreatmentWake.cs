using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Conditions;
using Collections.Domain.Reminders;
using Collections.Domain.Rules;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Accounts;

/// <summary>
/// The exact next instant at which time alone starts, holds or moves a treatment, or a reminder is due: the first day
/// that may bring something on which the look itself, run on trial, finds something.
/// </summary>
internal static class TreatmentWake
{
    // A condition that may turn over every day and never does must not spin for ever: five years of days.
    private const int TrialsMax = 2_000;

    /// <summary>The instant, if it comes before another; null otherwise.</summary>
    /// <param name="account">The account.</param>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="before">Something else is due then; null for nothing.</param>
    internal static Instant? Next(Account account, TenantConfiguration configuration, Instant? before)
    {
        var version = Review.PolicyOf(account, configuration);
        if (account.PayingParent is not null || !MayAct(account, version.Policy))
        {
            return null;
        }

        var zone = Review.Zone(account);
        var day = Review.DayOf(account, account.AsOf);
        var facts = AccountFacts.Of(account);
        var seen = new Seen(account, configuration, version, facts);
        for (var trials = 0; trials < TrialsMax; trials++)
        {
            day = NextCandidate(seen, day);
            if (day == AgeSpan.Never)
            {
                return null;
            }

            var start = LocalDays.StartOf(day, zone);
            if (before <= start)
            {
                return null;
            }

            if (FindsSomething(account, configuration, start))
            {
                return start;
            }
        }

        return LocalDays.StartOf(day, zone);
    }

    private static bool MayAct(Account account, Policy policy) =>
        policy.Rules.Count > 0 || policy.Reminders.Count > 0 || HasOpenTreatment(account);

    private static bool HasOpenTreatment(Account account)
    {
        foreach (var treatment in account.Treatments)
        {
            if (treatment.IsOpen)
            {
                return true;
            }
        }

        return false;
    }

    private static bool FindsSomething(Account account, TenantConfiguration configuration, Instant at)
    {
        var context = new BookContext(
            BookDefaults.Of(configuration.Settings),
            new EntityKey(account.Tenant, AccountDecider.Kind, account.Id),
            0,
            at,
            Facts.None);
        var look = new Look(new Booking(account, context), configuration, []);
        Review.Run(look);
        return look.EventCount > 0;
    }

    private static LocalDate NextCandidate(Seen seen, LocalDate after)
    {
        var key = new PolicyVersionKey(seen.Version.Policy, seen.Version.Version);
        var next = Ruling.NextCandidate(seen.Account, key, seen.Facts, after);
        next = AgeSpan.Earlier(next, Reminding.NextDay(seen.Account, seen.Version.Policy, after));
        foreach (var hold in seen.Account.Holds)
        {
            if (hold.ReleasedAt is null && hold.From > after)
            {
                next = AgeSpan.Earlier(next, hold.From);
            }
        }

        foreach (var treatment in seen.Account.Treatments)
        {
            next = treatment.IsOpen ? AgeSpan.Earlier(next, NextOf(seen, treatment, after)) : next;
        }

        return next;
    }

    private static LocalDate NextOf(Seen seen, Treatment treatment, LocalDate after)
    {
        var next = AgeSpan.Never;
        foreach (var step in treatment.Steps)
        {
            if (step.Status == StepStatus.Pending && step.DueOn > after)
            {
                next = AgeSpan.Earlier(next, step.DueOn.Value);
            }
        }

        var day = new AccountDay(seen.Facts, seen.Version.Policy.Age, after);
        return Running.HoldWhen(seen.Configuration, treatment)?.NextCandidate(day) is { } turn
            ? AgeSpan.Earlier(next, turn)
            : next;
    }

    private sealed record Seen(
        Account Account, TenantConfiguration Configuration, PolicyVersion Version, OverdueFacts Facts);
}
