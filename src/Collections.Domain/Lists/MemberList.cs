using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Lists;

/// <summary>What a list does to contacts with its members. The order is the order of precedence.</summary>
public enum ListKind
{
    /// <summary>Do not contact: the person refused, or a register says so.</summary>
    [JsonStringEnumMemberName("dnc")]
    Dnc,

    /// <summary>Not to be contacted by the house's own decision.</summary>
    [JsonStringEnumMemberName("black")]
    Black,

    /// <summary>Let through where the house's own rules leave a choice; never past a law or another list.</summary>
    [JsonStringEnumMemberName("white")]
    White,
}

/// <summary>What a list is. Kind and scope never change: what it has done must stay explainable.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Scope">Whom it binds.</param>
public sealed record ListTerms(ListKind Kind, ListScope Scope)
{
    /// <summary>The channels it is about, sorted; none for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];
}

/// <summary>A removal that somebody asked for and somebody else must approve.</summary>
/// <param name="RemovalId">Its id within the list.</param>
/// <param name="Member">The member's keyed hash.</param>
/// <param name="Reason">Why, a code.</param>
/// <param name="RequestedBy">The principal who asked.</param>
/// <param name="ExpiresAt">Without an approval before this instant it is dropped.</param>
public sealed record PendingRemoval(
    string RemovalId, string Member, string Reason, string RequestedBy, Instant ExpiresAt);

/// <summary>
/// The state of a <c>list</c> entity: a do-not-contact list, a black or a white list. Its members stand beside it, by
/// keyed hash (see <see cref="SideRow.Listed"/>); it knows only how many there are.
/// </summary>
public sealed record MemberList
{
    /// <summary>The kind of these entities; the id is the list's name.</summary>
    public const string Kind = "list";

    /// <summary>The schema of the snapshot; a snapshot of another schema is rebuilt from the log.</summary>
    public const int SchemaNumber = 1;

    /// <summary>The list every tenant has from the start: do-not-contact, for the whole tenant.</summary>
    public const string DefaultName = "dnc";

    /// <summary>Most removals that wait for an approval.</summary>
    public const int RemovalsMax = 1_000;

    /// <summary>The schema this state was written with.</summary>
    public int Schema { get; init; } = SchemaNumber;

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The list's name.</summary>
    public required string Id { get; init; }

    /// <summary>What it is; null while nobody made it.</summary>
    public ListTerms? Terms { get; init; }

    /// <summary>
    /// Members put there less those removed. A member that two callers add in the same moment may count twice.
    /// </summary>
    public long Count { get; init; }

    /// <summary>Removals that wait for an approval, in the order they were asked for.</summary>
    public IReadOnlyList<PendingRemoval> Removals { get; init; } = [];
}
