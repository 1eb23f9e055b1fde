using Collections.Kernel;

namespace Collections.Runtime;

/// <summary>What became of a command.</summary>
public enum Outcome
{
    /// <summary>Events happened and are durable.</summary>
    Accepted,

    /// <summary>Nothing to change: what was asked for already is.</summary>
    Unchanged,

    /// <summary>Refused by a rule; see <see cref="Answer.Rejection"/>.</summary>
    Rejected,

    /// <summary>The same idempotent request was answered before; see <see cref="Answer.Replay"/>.</summary>
    Replayed,
}

/// <summary>The answer to a command, given when everything it caused is durable.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">The entity's version afterwards.</param>
/// <param name="State">The entity's state afterwards; null for a replay.</param>
public sealed record Answer(Outcome Outcome, long Version, object? State)
{
    /// <summary>
    /// The code of a refusal that decides nothing: others kept changing the entity, or the store kept failing, for as
    /// often as a command is tried.
    /// </summary>
    public const string BusyCode = "busy";

    /// <summary>The refusal of a rejected command.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The kept first answer of a replayed request.</summary>
    public ReadOnlyMemory<byte> Replay { get; init; }

    /// <summary>Public names of the events the command itself caused (not those of a catch-up before it).</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>What the decider reports beside events.</summary>
    public object? Report { get; init; }

    /// <summary>
    /// This answer, for callers that are asked only once: a message, a job. To them it is a fault when nothing was
    /// decided, so that they are tried again.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing was decided.</exception>
    public Answer Decided() => Rejection?.Code == BusyCode
        ? throw new StoreUnavailableException($"Nothing was decided: {Rejection.Message}")
        : this;
}
