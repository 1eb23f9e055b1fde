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
        foreach (var (set, zones) in judged.SetsAt(query, at))
        {
            foreach (var rule in set.Cooldowns)
            {
                if (!ContactChannels.Takes(rule.Channels, query.Channel))
                {
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
        var marks = state.History.Where(mark => query.ContactId is null || mark.ContactId != query.ContactId);
        foreach (var (set, zones) in judged.SetsAt(query, at))
        {
            foreach (var limit in set.Frequency.Where(each => (each.Scope == LimitScope.Number) == asked.OfNumber))
            {
                if (FrequencyJudge.Count(limit, marks, limited, (zones, at)) is not { } count)
                {
                    continue;
                }

                var saw = string.Create(
                    CultureInfo.InvariantCulture, $"{count.Count} of {limit.Limit} in {Text(limit.Window)}");
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
        var limits = judged.SetsAt(query, at).Any(part => part.Set.Frequency.Count > 0);
        return limits && until > at
            ? judged.Finding(ContactRules.History, GateAnswer.Defer, $"contacts up to {forgotten} were forgotten") with
            {
                Until = until,
            }
            : null;
    }

    private static Instant? Last(CooldownRule rule, Person state, ContactQuery query, Instant at)
    {
        var instants = rule.After switch
        {
            CooldownCause.Conversation =>
                Marks(mark => mark.Result is not null && ContactResults.IsConversation(mark.Result)),
            CooldownCause.Abandoned => Marks(mark => mark.Result == ContactResults.Abandoned),
            _ => state.Causes
                .Where(cause => cause.After == rule.After && Concerns(rule, cause.AccountId, query))
                .Select(cause => cause.At),
        };
        return instants
            .Where(each => each <= at + FrequencyJudge.ClocksApart)
            .Select(each => (Instant?)each)
            .DefaultIfEmpty(null)
            .Max();

        IEnumerable<Instant> Marks(Func<ContactMark, bool> meant) => state.History
            .Where(mark => meant(mark) && ContactChannels.IsLive(mark.Channel) && Concerns(rule, mark.AccountId, query))
            .Select(mark => mark.At);
    }

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

    private static string Text(LimitWindow window) => window.Unit switch
    {
        WindowUnit.RollingMinutes => $"{window.Count} minutes",
        WindowUnit.RollingHours => $"{window.Count} hours",
        WindowUnit.CalendarDays => $"{window.Count} local days",
        WindowUnit.CalendarWeeks => $"{window.Count} calendar weeks",
        WindowUnit.CalendarMonths => $"{window.Count} calendar months",
        _ => throw Invariant.Unreachable($"Unknown window {window.Unit}."),
    };
}
