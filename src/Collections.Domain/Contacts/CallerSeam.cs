using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>
/// What the gate asks of the number that is shown to those called: it must be one that the tenant was verified to own,
/// at the very moment of the call. Nobody is called under a number that is somebody else's.
/// </summary>
public static class CallerSeam
{
    /// <summary>The kind of verified numbers; the id is the number's E.164 form without its plus.</summary>
    public const string Kind = "caller";

    /// <summary>The status word of a number that may be shown.</summary>
    public const string Verified = "verified";

    /// <summary>The look-ups; none when nobody says which number is shown.</summary>
    /// <param name="callerId">The number shown, as its id; null for none named.</param>
    public static IReadOnlyList<Lookup> Lookups(string? callerId) =>
        EntityKey.IsValidId(callerId) ? [new Lookup.Entity(Kind, callerId!)] : [];

    /// <summary>Whether the number may be shown; null when nobody says which one is.</summary>
    /// <param name="facts">What was looked up.</param>
    /// <param name="callerId">The number shown, as its id; null for none named.</param>
    public static bool? Read(Facts facts, string? callerId) => callerId is null ? null
        : EntityKey.IsValidId(callerId) && IsVerified(facts.Entity(Kind, callerId));

    /// <summary>Whether a row says that its number may be shown.</summary>
    public static bool IsVerified(EntityRow? row) => row?.Status == Verified;
}
