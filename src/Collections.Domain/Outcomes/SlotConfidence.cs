using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Domain.Outcomes;

/// <summary>What is to be done after an answer of the customer.</summary>
public enum HearingStep
{
    /// <summary>It was understood: go on.</summary>
    [JsonStringEnumMemberName("go_on")]
    GoOn,

    /// <summary>It may have been something else: ask once more.</summary>
    [JsonStringEnumMemberName("repeat")]
    Repeat,

    /// <summary>The machine does not understand this customer: a person takes over.</summary>
    [JsonStringEnumMemberName("transfer")]
    Transfer,
}

/// <summary>An answer of the customer as it was heard; what he said is kept nowhere.</summary>
/// <param name="Slot">What was asked for: <c>identity</c>, <c>amount</c>, <c>date</c> ...; an open list.</param>
/// <param name="Confidence">How sure the recognition is, 0 to 1.</param>
public sealed record HeardTurn(string Slot, decimal Confidence);

/// <summary>
/// How sure a machine must be of what it heard, by what was asked for. One turn below its threshold is repeated; a
/// second one in a row, on whatever question, hands the call to a person. A turn that is understood begins anew.
/// </summary>
public sealed record SlotConfidence
{
    /// <summary>
    /// The rule of scripts: sure of who it is, what is promised and when; the rest may be guessed at a little.
    /// </summary>
    public static SlotConfidence Standard { get; } = new()
    {
        Thresholds = new Dictionary<string, decimal>
        {
            ["amount"] = 0.85m,
            ["consent"] = 0.85m,
            ["date"] = 0.85m,
            ["dispute"] = 0.75m,
            ["identity"] = 0.90m,
            ["installments"] = 0.80m,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <summary>The least confidence that is enough, inclusive, by slot.</summary>
    public required IReadOnlyDictionary<string, decimal> Thresholds { get; init; }

    /// <summary>The least confidence of slots that are not named.</summary>
    public decimal Other { get; init; } = 0.60m;

    /// <summary>So many turns below their thresholds in a row hand the call over.</summary>
    public int LowTurnsToTransfer { get; init; } = 2;

    /// <summary>The least confidence that is enough for a slot.</summary>
    public decimal ThresholdOf(string slot) => Thresholds.TryGetValue(slot, out var own) ? own : Other;

    /// <summary>What is to be done after the last of some turns.</summary>
    /// <param name="turns">The call's turns so far, oldest first; at least one.</param>
    /// <exception cref="BrokenInvariantException">There is no turn, or a confidence is not within 0 and 1.</exception>
    public HearingStep After(IReadOnlyList<HeardTurn> turns)
    {
        Invariant.Require(turns.Count > 0, "Something was heard.");
        Invariant.Require(turns.All(turn => turn.Confidence is >= 0 and <= 1), "A confidence is within 0 and 1.");
        var low = turns.Reverse().TakeWhile(turn => turn.Confidence < ThresholdOf(turn.Slot)).Count();
        return low == 0 ? HearingStep.GoOn
            : low >= LowTurnsToTransfer ? HearingStep.Transfer
            : HearingStep.Repeat;
    }
}
