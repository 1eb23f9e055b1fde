using Collections.Domain.Contacts;
using Collections.Domain.Outcomes;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Numbers;

/// <summary>The state of a number after an event.</summary>
internal static class NumberFold
{
    private const int ConversationScore = 2;

    private static readonly Duration Kept = Duration.FromDays(LimitWindow.DaysMax + 1);

    public static NumberRecord Evolve(NumberRecord state, NumberEvent happened, Instant at) => happened switch
    {
        NumberEvent.Reserved e => WithAccount(With(state, e.Contact, at), e.Contact.Mark.AccountId),
        NumberEvent.Refused => state with { Known = true },
        NumberEvent.Released e => state with
        {
            Marks = [.. state.Marks.Where(mark => !Is(mark, e.ContactId, e.Attempt))],
        },
        NumberEvent.Used e => Use(state, e, at),
        NumberEvent.StateChanged e => state with
        {
            Known = true,
            State = e.To,
            Since = at,
            Until = e.Until,
            Permanent = e.Permanent,

            // What is restored or ran out begins anew: an old failure does not count with the next one.
            LastOutcome = e.To == NumberState.Unknown && e.Reason != NumberEffects.Expired ? null : state.LastOutcome,
            InARow = e.To == NumberState.Unknown && e.Reason != NumberEffects.Expired ? 0 : state.InARow,
        },
        NumberEvent.Flagged e => state with
        {
            Known = true,
            Flags = e.On
                ? [.. state.Flags.Append(e.Flag).Distinct().Order(StringComparer.Ordinal)]
                : [.. state.Flags.Where(flag => flag != e.Flag)],
        },
        _ => throw Invariant.Unreachable($"Unknown event {happened.GetType().Name}."),
    };

    /// <summary>A contact that is known; null for a new one.</summary>
    public static NumberMark? Find(NumberRecord state, string contactId, int attempt) =>
        state.Marks.FirstOrDefault(mark => Is(mark, contactId, attempt));

    private static bool Is(NumberMark mark, string contactId, int attempt) =>
        mark.Mark.ContactId == contactId && mark.Attempt == attempt;

    private static NumberRecord Use(NumberRecord state, NumberEvent.Used used, Instant at)
    {
        var known = Find(state, used.ContactId, used.Attempt);
        var mark = known is null
            ? new ContactMark
            {
                ContactId = used.ContactId,
                At = used.At,
                Channel = used.Hour is null ? "sms" : "phone",
                NumberId = state.Id,
                Result = used.Outcome,
            }
            : known.Mark with { Result = used.Outcome };
        var next = With(state, new NumberMark(mark, used.Attempt), at);
        return used.Hour is { } hour && known?.Mark.Result is null ? Learn(next, used, hour) : next;
    }

    private static NumberRecord Learn(NumberRecord state, NumberEvent.Used used, int hour)
    {
        var outcome = OutcomeTable.Shipped.Of(used.Outcome);
        if (!NumberEffects.Tells(outcome))
        {
            return state;
        }

        var gain = outcome.Conversation ? ConversationScore : outcome.Connected ? 1 : outcome.Number.Score;
        return state with
        {
            LastOutcome = outcome.Code,
            InARow = state.LastOutcome == outcome.Code ? state.InARow + 1 : 1,
            LastAt = used.At,
            Score = Math.Clamp(state.Score + gain, -NumberRecord.ScoreMax, NumberRecord.ScoreMax),
            Hours = BestHours.With(state.Hours, hour, outcome.Connected),
        };
    }

    /// <summary>
    /// The state with a contact, new or instead of the same; what no limit can look back on is forgotten.
    /// </summary>
    private static NumberRecord With(NumberRecord state, NumberMark mark, Instant at)
    {
        var oldest = at - Kept;
        var marks = state.Marks
            .Where(each => !Is(each, mark.Mark.ContactId, mark.Attempt) && each.Mark.At >= oldest)
            .Append(mark)
            .OrderBy(each => each.Mark.At)
            .ToList();
        var from = state.MarksFrom >= oldest ? state.MarksFrom : null;
        if (marks.Count > NumberRecord.MarksMax)
        {
            from = marks[0].Mark.At > (from ?? Instant.MinValue) ? marks[0].Mark.At : from;
            marks.RemoveAt(0);
        }

        return state with { Known = true, Marks = marks, MarksFrom = from };
    }

    private static NumberRecord WithAccount(NumberRecord state, string? account)
    {
        if (account is null)
        {
            return state;
        }

        string[] accounts = [.. state.Accounts.Where(each => each != account), account];
        return state with
        {
            Accounts = accounts.Length > NumberRecord.AccountsMax ? accounts[^NumberRecord.AccountsMax..] : accounts,
        };
    }
}
