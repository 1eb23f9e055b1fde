using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Lists;

/// <summary>What happened to a list. Members stand in it by keyed hash.</summary>
public abstract record ListEvent
{
    private ListEvent()
    {
    }

    /// <summary>The list was made, or its channels changed.</summary>
    [EventType("list.put")]
    public sealed record Put(ListTerms Terms) : ListEvent;

    /// <summary>A member was put on it, or has new words; <c>Renewed</c> when it was there before.</summary>
    [EventType("list.member_added")]
    public sealed record MemberAdded(
        string Member, string Reason, string Source, Instant? Until, bool Renewed) : ListEvent;

    /// <summary>
    /// A part of an import. <c>Digest</c> is the hex SHA-256 of its members in ordinal order, a line feed after each.
    /// </summary>
    [EventType("list.members_added")]
    public sealed record MembersAdded(string ImportId, int Count, string Digest) : ListEvent;

    /// <summary>Somebody asked to take a member off.</summary>
    [EventType("list.removal_requested")]
    public sealed record RemovalRequested(
        string RemovalId, string Member, string Reason, string RequestedBy, Instant ExpiresAt) : ListEvent;

    /// <summary>A member was taken off; <c>RemovalId</c> is null where no approval was needed.</summary>
    [EventType("list.member_removed")]
    public sealed record MemberRemoved(
        string? RemovalId, string Member, string Reason, string RequestedBy, string? ApprovedBy) : ListEvent;

    /// <summary>A removal was refused, taken back, or nobody approved it in time.</summary>
    [EventType("list.removal_rejected")]
    public sealed record RemovalRejected(string RemovalId, string Member, string Reason) : ListEvent;
}
