using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Callers;

/// <summary>What happened to a caller number.</summary>
public abstract record CallerEvent
{
    private CallerEvent()
    {
    }

    /// <summary>It was verified to be the tenant's own, or is so on other grounds.</summary>
    [EventType("caller.verified")]
    public sealed record Verified(string Source, string By, Instant? Until) : CallerEvent;

    /// <summary>It may not be shown any more: somebody said so, or its time ran out (<c>expired</c>).</summary>
    [EventType("caller.withdrawn")]
    public sealed record Withdrawn(string Reason) : CallerEvent;
}
