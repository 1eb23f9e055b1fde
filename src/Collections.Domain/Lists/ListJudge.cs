using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Lists;

/// <summary>For whom and by what a contact is thought of.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Institution">The institution collected for; null for none in particular.</param>
/// <param name="Campaign">The campaign; null for none.</param>
public sealed record ListQuery(string Channel, string? Institution = null, string? Campaign = null);

/// <summary>A place on a list that binds a contact.</summary>
/// <param name="List">The list's name.</param>
/// <param name="Terms">What the list is.</param>
/// <param name="Note">Why the member is there.</param>
/// <param name="Until">It counts before this instant only; null for ever.</param>
public sealed record BindingListing(string List, ListTerms Terms, ListNote Note, Instant? Until);

/// <summary>
/// Which of a member's places bind a contact. Precedence: do-not-contact before black before white; a white list never
/// helps against one of the others.
/// </summary>
public static class ListJudge
{
    /// <summary>
    /// The places that bind, the one that decides first: by kind, then from the whole tenant down to the campaign, then
    /// by name.
    /// </summary>
    /// <param name="listings">What <see cref="Lookup.Listed"/> found.</param>
    /// <param name="query">The contact.</param>
    /// <param name="at">The instant of the contact.</param>
    public static IReadOnlyList<BindingListing> Binding(
        IReadOnlyList<Listing> listings, ListQuery query, Instant at) =>
    [
        .. listings
            .Where(listing => listing.List.Kind == MemberList.Kind && !(listing.Entry.Until <= at))
            .Select(Read)
            .Where(place => Binds(place.Terms, query))
            .OrderBy(place => place.Terms.Kind)
            .ThenBy(place => Breadth(place.Terms.Scope))
            .ThenBy(place => place.List, StringComparer.Ordinal),
    ];

    /// <summary>The place that stops the contact; null when none does.</summary>
    public static BindingListing? StoppedBy(IReadOnlyList<BindingListing> binding) =>
        binding is [{ Terms.Kind: ListKind.Dnc or ListKind.Black } first, ..] ? first : null;

    /// <summary>What cannot be read stops: a list whose terms are lost is one that nobody may contact.</summary>
    private static BindingListing Read(Listing listing) => new(
        listing.List.Id,
        ListLabels.Read(listing.Row) ?? new ListTerms(ListKind.Dnc, ListScope.Tenant),
        ListNote.Parse(listing.Entry.Note),
        listing.Entry.Until);

    private static bool Binds(ListTerms terms, ListQuery query) =>
        (terms.Channels.Count == 0 || terms.Channels.Contains(query.Channel))
        && terms.Scope.Level switch
        {
            ListScope.TenantLevel => true,
            ListScope.InstitutionLevel => terms.Scope.Id == query.Institution,
            ListScope.CampaignLevel => terms.Scope.Id == query.Campaign,
            _ => false,
        };

    private static int Breadth(ListScope scope) => scope.Level switch
    {
        ListScope.TenantLevel => 0,
        ListScope.InstitutionLevel => 1,
        _ => 2,
    };
}
