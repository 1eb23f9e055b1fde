using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>Keeps the contacts that limits look back on: bounded in time and in number.</summary>
internal static class ContactHistory
{
    private static readonly Duration Kept = Duration.FromDays(LimitWindow.DaysMax + 1);

    /// <summary>
    /// How long after its permit a contact may be made and still count from the permit: the two are one moment.
    /// </summary>
    private static readonly Duration AtOnce = Duration.FromMinutes(1);

    /// <summary>The state with a contact, new or instead of the one of the same id.</summary>
    public static Person With(Person state, ContactMark mark, Instant at)
    {
        var oldest = at - Kept;
        var marks = new List<ContactMark>(state.History.Count + 1);
        foreach (var each in state.History)
        {
            if (each.ContactId != mark.ContactId && each.At >= oldest)
            {
                marks.Add(each);
            }
        }

        var place = marks.Count;
        while (place > 0 && marks[place - 1].At > mark.At)
        {
            place--;
        }

        marks.Insert(place, mark);
        var forgotten = state.HistoryFrom is { } from && from >= oldest ? state.HistoryFrom : null;
        if (marks.Count > Person.HistoryMax)
        {
            forgotten = forgotten is { } before ? Instant.Max(before, marks[0].At) : marks[0].At;
            marks.RemoveAt(0);
        }

        return state with { History = marks, HistoryFrom = forgotten };
    }

    /// <summary>Whether a permitted contact that is made at an instant has to be counted from then.</summary>
    public static bool IsLate(Person state, string contactId, Instant at) =>
        state.History.Any(mark => mark.ContactId == contactId && mark.At + AtOnce < at);

    /// <summary>The state after a contact is made, later than it was permitted.</summary>
    public static Person MadeAt(Person state, string contactId, Instant at) =>
        state.History.FirstOrDefault(mark => mark.ContactId == contactId) is { } made
            ? With(state, made with { At = at }, at)
            : state;

    /// <summary>The state without a contact that was not made.</summary>
    public static Person Without(Person state, string contactId) =>
        state.History.Any(mark => mark.ContactId == contactId)
            ? state with { History = [.. state.History.Where(mark => mark.ContactId != contactId)] }
            : state;

    /// <summary>The state after a contact ended; one that was not made counts for nothing.</summary>
    public static Person Settle(Person state, PersonEvent.Settled settled)
    {
        var mark = state.History.FirstOrDefault(each => each.ContactId == settled.NoticeId);
        if (mark is null)
        {
            return state;
        }

        return ResultOf(settled) is { } result
            ? state with
            {
                History =
                [
                    .. state.History.Select(each =>
                        ReferenceEquals(each, mark) ? mark with { Result = result } : each),
                ],
            }
            : Without(state, settled.NoticeId);
    }

    /// <summary>The canonical outcome that counts; null when the contact was not made.</summary>
    private static string? ResultOf(PersonEvent.Settled settled)
    {
        if (settled.Result is { } said)
        {
            return said == ContactResults.NotMade ? null : said;
        }

        // What nobody said counts for as much as it may have been.
        var live = ContactChannels.IsLive(settled.Channel);
        return (settled.Outcome, live) switch
        {
            (SettleOutcome.Sent, true) => ContactResults.AnsweredHuman,
            (SettleOutcome.Sent, false) => ContactResults.Sent,
            (_, true) => ContactResults.Other,
            _ => settled.Reason == ContactRules.NotSettled ? ContactResults.Other : null,
        };
    }
}
