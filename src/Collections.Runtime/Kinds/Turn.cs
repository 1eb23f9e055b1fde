using Collections.Kernel;
using NodaTime;

namespace Collections.Runtime.Kinds;

/// <summary>One decision carried through: what happened, the state after, what others should do.</summary>
internal sealed class Turn
{
    public required object State { get; init; }

    public required IReadOnlyList<object> Events { get; init; }

    public IReadOnlyList<Message> Messages { get; init; } = [];

    public IReadOnlyList<SideRow> SideRows { get; init; } = [];

    public Rejection? Rejection { get; init; }

    public object? Report { get; init; }
}

/// <summary>The context of a decision before it is typed.</summary>
internal sealed record TurnContext(
    EntityKey Key, long Version, Instant At, Principal Principal, IConfiguration Configuration, Facts Facts);
