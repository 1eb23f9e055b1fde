using NodaTime;

namespace Collections.Kernel;

/// <summary>A member of a list (a number that nobody may dial, an address that is always let through).</summary>
/// <param name="Member">Keyed hash (HMAC-SHA-256) of the value, 64 lower-case hex digits: a list holds no personal
/// value.</param>
/// <param name="Since">The instant it was put there.</param>
/// <param name="Until">It counts before this instant only; null for ever.</param>
/// <param name="Note">The list's own short words about it (why, from where), one line, without personal data.</param>
public sealed record ListMember(string Member, Instant Since, Instant? Until = null, string? Note = null);

/// <summary>A place on a list, as a look-up answers it.</summary>
/// <param name="List">The id of the entity that is the list.</param>
/// <param name="Row">That entity's projection: what kind of list it is, and whom it binds.</param>
/// <param name="Entry">The member's entry. Whether it still counts is for the reader to say.</param>
public sealed record Listing(EntityKey List, EntityRow Row, ListMember Entry);

/// <summary>A member asked about.</summary>
/// <param name="Tenant">The tenant whose lists are looked at.</param>
/// <param name="Member">Keyed hash, 64 lower-case hex digits.</param>
public readonly record struct MemberKey(string Tenant, string Member);
