using System.Globalization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>Cool-downs and limits of frequency, over the person's history.</summary>
internal static class FrequencyRules
{
    /// <summary>What cool-downs say that concern the contact.</summary>
    public static IEnumerable<RuleFinding> Cooldowns(Person state, ContactQuery query, JudgedPolicy judged, Instant at)
    {
        foreach (var (set, zones) in judged.SetsAt(at))
        {
            foreach (var rule in set.Cooldowns)
            {
                if (!ContactChannels.Takes(rule.Channels, query.Channel))
                {
                    continue;
                }

                if (rule.ConsentExempt && ConsentBook.Asked(state, query, at) is { } asked)
                {
                    yield return judged.Finding(set, rule.Rule, GateAnswer.Allow, $"asked for by {asked.ConsentId}");
                    continue;
                }

                var last = Last(rule, state, query, at);
                var until = last is { } event_ ? EndOf(rule, event_, zones) : Instant.MinValue;
                var saw = last is { } seen ? $"{Word(rule.After)} at {seen}" : $"no {Word(rule.After)}";
                yield return until > at
                    ? judged.Finding(set, rule.Rule, GateAnswer.Defer, saw) with { Until = until }
                    : judged.Finding(set, rule.Rule, GateAnswer.Allow, saw);
            }
        }
    }

    /// <summary>What limits say that concern the contact; those of numbers only when they are asked for.</summary>
    public static IEnumerable<RuleFinding> Limits(
        Person state, ContactQuery query, JudgedPolicy judged, (Instant At, bool OfNumber) asked)
    {
        var at = asked.At;
        var consented = ConsentBook.Asked(state, query, at) is not null;
        var limited = new LimitQuery(query.Channel, query.AccountId, consented, query.NumberId);
        var marks = Others(state.History, query.ContactId);
        foreach (var (set, zones) in judged.SetsAt(at))
        {
            foreach (var limit in set.Frequency)
            {
                if ((limit.Scope == LimitScope.Number) != asked.OfNumber
                    || FrequencyJudge.Count(limit, marks, limited, (zones, at)) is not { } count)
                {
                    continue;
                }

                var saw = Text(count.Count, limit);
                yield return count.Until is not { } until
                    ? judged.Finding(set, limit.Rule, GateAnswer.Allow, saw)
                    : until == Instant.MaxValue
                        ? judged.Finding(set, limit.Rule, GateAnswer.Block, saw)
                        : judged.Finding(set, limit.Rule, GateAnswer.Defer, saw) with { Until = until };
            }
        }
    }

    /// <summary>
    /// Fails closed when contacts that might count were forgotten: not before the longest window is past them.
    /// </summary>
    public static RuleFinding? Forgotten(Person state, ContactQuery query, JudgedPolicy judged, Instant at)
    {
        if (state.HistoryFrom is not { } forgotten)
        {
            return null;
        }

        var until = forgotten + Duration.FromDays(LimitWindow.DaysMax + 1);
        var limits = judged.SetsAt(at).Any(part => part.Set.Frequency.Count > 0);
        return limits && until > at
            ? judged.Finding(ContactRules.History, GateAnswer.Defer, $"contacts up to {forgotten} were forgotten") with
            {
                Until = until,
            }
            : null;
    }

    /// <summary>The history without the contact thought of, which most often is not in it.</summary>
    private static IReadOnlyList<ContactMark> Others(IReadOnlyList<ContactMark> history, string? contactId)
    {
        if (contactId is not null)
        {
            foreach (var mark in history)
            {
                if (mark.ContactId == contactId)
                {
                    return [.. history.Where(each => each.ContactId != contactId)];
                }
            }
        }

        return history;
    }

    private static Instant? Last(CooldownRule rule, Person state, ContactQuery query, Instant at)
    {
        Instant? last = null;
        if (rule.After is CooldownCause.Conversation or CooldownCause.Abandoned)
        {
            foreach (var mark in state.History)
            {
                last = IsCause(rule.After, mark) && Concerns(rule, mark.AccountId, query)
                    ? Later(last, mark.At, at)
                    : last;
            }
        }
        else
        {
            foreach (var cause in state.Causes)
            {
                last = cause.After == rule.After && Concerns(rule, cause.AccountId, query)
                    ? Later(last, cause.At, at)
                    : last;
            }
        }

        return last;
    }

    private static bool IsCause(CooldownCause after, ContactMark mark) =>
        ContactChannels.IsLive(mark.Channel)
        && (after == CooldownCause.Abandoned
            ? mark.Result == ContactResults.Abandoned
            : mark.Result is not null && ContactResults.IsConversation(mark.Result));

    private static Instant? Later(Instant? last, Instant other, Instant at) =>
        other <= at + FrequencyJudge.ClocksApart && !(last >= other) ? other : last;

    private static bool Concerns(CooldownRule rule, string? accountId, ContactQuery query) =>
        rule.Scope != LimitScope.PersonDebt
        || accountId is null
        || query.AccountId is null
        || accountId == query.AccountId;

    private static Instant EndOf(CooldownRule rule, Instant happened, IReadOnlyList<DateTimeZone> zones)
    {
        if (rule.Days == 0)
        {
            return happened + Duration.FromHours(rule.Hours);
        }

        var days = rule.Days + (rule.DayOneIsEventDay ? 0 : 1);
        return zones.Max(zone => LocalDays.StartOf(LocalDays.DayOf(happened, zone).PlusDays(days), zone));
    }

    private static string Word(CooldownCause cause) => cause switch
    {
        CooldownCause.Conversation => "conversation",
        CooldownCause.Abandoned => "abandoned call",
        CooldownCause.PromiseCreated => "promise",
        CooldownCause.DisputeOpen => "dispute",
        _ => throw Invariant.Unreachable($"Unknown cause {cause}."),
    };

    private static string Text(int count, FrequencyLimit limit) => string.Create(
        CultureInfo.InvariantCulture, $"{count} of {limit.Limit} in {limit.Window.Count} {Units(limit.Window.Unit)}");

    private static string Units(WindowUnit unit) => unit switch
    {
        WindowUnit.RollingMinutes => "minutes",
        WindowUnit.RollingHours => "hours",
        WindowUnit.CalendarDays => "local days",
        WindowUnit.CalendarWeeks => "calendar weeks",
        WindowUnit.CalendarMonths => "calendar months",
        _ => throw Invariant.Unreachable($"Unknown window {unit}."),
    };
}
