using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>Consents: which of them covers a contact.</summary>
internal static class ConsentBook
{
    /// <summary>A request to be called holds for a week at most, and until the next conversation.</summary>
    public static readonly Duration RequestLasts = Duration.FromDays(7);

    /// <summary>The consent that covers a contact at an instant; null when none does.</summary>
    public static Consent? For(Person state, ContactQuery query, Instant at) => state.Consents.FirstOrDefault(consent =>
        consent.At <= at
        && (consent.Until is not { } until || at < until)
        && Covers(consent, query));

    /// <summary>Whether a consent of exactly this purpose covers a contact at an instant.</summary>
    public static bool IsGiven(Person state, ContactQuery query, (string Purpose, Instant At) asked)
    {
        var about = query with { Purpose = asked.Purpose };
        return state.Consents.Any(consent => consent.Purpose == asked.Purpose
            && consent.At <= asked.At
            && (consent.Until is not { } until || asked.At < until)
            && Covers(consent, about));
    }

    /// <summary>
    /// The person's own request of a contact: given at most a week ago, with no conversation since. Null for none.
    /// </summary>
    public static Consent? Asked(Person state, ContactQuery query, Instant at) =>
        state.Consents.FirstOrDefault(consent =>
            consent.Requested
            && consent.At <= at
            && at < consent.At + RequestLasts
            && Covers(consent, query)
            && !state.History.Any(mark =>
                mark.At > consent.At
                && mark.Result is not null
                && ContactResults.IsConversation(mark.Result)
                && ContactChannels.IsLive(mark.Channel)));

    /// <summary>A contact with the agreement to other hours that covers it at an instant, if there is one.</summary>
    public static ContactQuery WithHours(Person state, ContactQuery query, Instant at)
    {
        var about = query with { Purpose = WindowRule.AgreedHours };
        return state.Consents.FirstOrDefault(consent => consent.Purpose == WindowRule.AgreedHours
            && consent.At <= at
            && (consent.Until is not { } until || at < until)
            && Covers(consent, about)) is { } agreed
            ? query with { HoursAgreed = agreed }
            : query;
    }

    private static bool Covers(Consent consent, ContactQuery query) =>
        (consent.Channel is null || consent.Channel == query.Channel)
        && (consent.Purpose is null || consent.Purpose == query.Purpose)
        && (consent.AccountId is null || query.AccountId is null || consent.AccountId == query.AccountId);
}
