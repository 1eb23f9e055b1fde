using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// Consents: which of them covers a contact. Loops, not queries: these are asked with every decision, and most persons
/// gave none.
/// </summary>
internal static class ConsentBook
{
    /// <summary>A request to be called holds for a week at most, and until the next conversation.</summary>
    public static readonly Duration RequestLasts = Duration.FromDays(7);

    /// <summary>The consent that covers a contact at an instant; null when none does.</summary>
    public static Consent? For(Person state, ContactQuery query, Instant at)
    {
        foreach (var consent in state.Consents)
        {
            if (Stands(consent, at) && Covers(consent, query))
            {
                return consent;
            }
        }

        return null;
    }

    /// <summary>Whether a consent of exactly this purpose covers a contact at an instant.</summary>
    public static bool IsGiven(Person state, ContactQuery query, (string Purpose, Instant At) asked)
    {
        var about = query with { Purpose = asked.Purpose };
        return state.Consents.Any(consent => consent.Purpose == asked.Purpose
            && Stands(consent, asked.At)
            && Covers(consent, about));
    }

    /// <summary>
    /// The person's own request of a contact: given at most a week ago, with no conversation since. Null for none.
    /// </summary>
    public static Consent? Asked(Person state, ContactQuery query, Instant at)
    {
        foreach (var consent in state.Consents)
        {
            if (consent.Requested
                && consent.At <= at
                && at < consent.At + RequestLasts
                && Covers(consent, query)
                && !HasSpokenSince(state, consent.At))
            {
                return consent;
            }
        }

        return null;
    }

    /// <summary>A contact with the agreement to other hours that covers it at an instant, if there is one.</summary>
    public static ContactQuery WithHours(Person state, ContactQuery query, Instant at)
    {
        foreach (var consent in state.Consents)
        {
            if (consent.Purpose == WindowRule.AgreedHours
                && Stands(consent, at)
                && Covers(consent, query with { Purpose = WindowRule.AgreedHours }))
            {
                return query with { HoursAgreed = consent };
            }
        }

        return query;
    }

    private static bool Stands(Consent consent, Instant at) =>
        consent.At <= at && (consent.Until is not { } until || at < until);

    private static bool HasSpokenSince(Person state, Instant at) => state.History.Any(mark =>
        mark.At > at
        && mark.Result is not null
        && ContactResults.IsConversation(mark.Result)
        && ContactChannels.IsLive(mark.Channel));

    private static bool Covers(Consent consent, ContactQuery query) =>
        (consent.Channel is null || consent.Channel == query.Channel)
        && (consent.Purpose is null || consent.Purpose == query.Purpose)
        && (consent.AccountId is null || query.AccountId is null || consent.AccountId == query.AccountId);
}
