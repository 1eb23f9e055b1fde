namespace Collections.Domain.Configuration;

/// <summary>How a part of a policy differs from the version before.</summary>
public enum PolicyChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It stands at another place: states change their severity by it, rules their turn.</summary>
    Moved,

    /// <summary>It has another value.</summary>
    Changed,
}

/// <summary>One difference between two versions of a policy.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Item">
/// What it belongs to: <c>state</c>, <c>rule</c>, <c>treatment</c>, <c>step</c>, <c>reminder</c>, or <c>policy</c> for
/// everything else.
/// </param>
/// <param name="Name">The item's name, of a step <c>treatment/step</c>; null for the policy itself.</param>
/// <param name="Path">Where it is, names instead of places: <c>/states/LATE/when/oldestUnpaid/atLeast</c>.</param>
/// <param name="Before">What stood there, as compact JSON or a bare word; the old place for a move; null if new.</param>
/// <param name="After">What stands there now, alike; null if gone.</param>
/// <param name="Words">The difference as a sentence.</param>
public sealed record PolicyChange(
    PolicyChangeKind Kind, string Item, string? Name, string Path, string? Before, string? After, string Words);
