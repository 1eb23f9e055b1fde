using Collections.Gateways.Notices;
using Collections.Runtime.Observing;

namespace Collections.Gateways.Composition;

/// <summary>What the engine meets outside of its store and its clock; everything may be missing.</summary>
public sealed record Outside
{
    /// <summary>Where notices go; null when none can leave, then each fails.</summary>
    public NoticeDelivery? Notices { get; init; }

    /// <summary>Counts what the engine does; null for nobody.</summary>
    public EngineMeter? Meter { get; init; }

    /// <summary>The clock that dates records; null for the business clock's own.</summary>
    public TimeProvider? Recording { get; init; }
}
