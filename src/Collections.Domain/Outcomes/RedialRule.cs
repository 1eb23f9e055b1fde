using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Outcomes;

/// <summary>What comes when the delays of an outcome are used up.</summary>
public enum RedialEnd
{
    /// <summary>The last delay again; without delays the schedule alone.</summary>
    Repeat,

    /// <summary>The next slot of the schedule.</summary>
    Slot,

    /// <summary>The next alternate number, at once.</summary>
    Alternate,

    /// <summary>This number is not dialled again; an alternate number may be.</summary>
    None,

    /// <summary>Nothing, until a person has looked.</summary>
    Pause,
}

/// <summary>
/// When to dial again after an outcome. The n-th dial in a row with it waits for the n-th delay. A delay is elapsed
/// time, not a local hour; it is a lower bound beside the schedule, the contact gate and what was agreed.
/// </summary>
public sealed record RedialRule
{
    /// <summary>ISO 8601 durations, the first one after the first dial.</summary>
    public IReadOnlyList<string> Delays { get; init; } = [];

    /// <summary>What comes after the last delay.</summary>
    public RedialEnd Then { get; init; }

    /// <summary>Whether dials are counted anew in each slot of the schedule: fast retries.</summary>
    public bool PerSlot { get; init; }

    /// <summary>Whether the next dial falls into another part of the day than this one.</summary>
    public bool OtherDayPart { get; init; }

    /// <summary>So many of the first redials take another trunk.</summary>
    public int OtherTrunk { get; init; }

    /// <summary>A strategy cannot wait less than this; null for any time.</summary>
    public string? Shortest { get; init; }

    /// <summary>
    /// The delay after the n-th dial in a row, n from 1; null when the delays are used up, or when there are none.
    /// </summary>
    public Duration? DelayAfter(int inARow)
    {
        var place = Then == RedialEnd.Repeat ? Math.Min(inARow, Delays.Count) : inARow;
        return place < 1 || place > Delays.Count ? null : OutcomeDelay.Read(Delays[place - 1]);
    }

    /// <summary>The shortest delay that a strategy may set.</summary>
    [JsonIgnore]
    public Duration Floor => Shortest is null ? Duration.Zero : OutcomeDelay.Read(Shortest);
}

/// <summary>Delays as text: ISO 8601 durations of hours, minutes and seconds.</summary>
public static class OutcomeDelay
{
    /// <summary>The longest delay: a year.</summary>
    public static readonly Duration Longest = Duration.FromDays(366);

    /// <summary>A duration from its text; the text was checked before.</summary>
    public static Duration Read(string text) => ReadOrNull(text)
        ?? throw Kernel.Invariant.Unreachable($"'{text}' was checked as a duration.");

    /// <summary>
    /// A duration from its text, <c>PT15M</c>, <c>PT72H</c>, <c>P3D</c> (days of 24 hours); null when it is none, is
    /// negative or longer than <see cref="Longest"/>.
    /// </summary>
    public static Duration? ReadOrNull(string text)
    {
        if (!PeriodPattern.NormalizingIso.Parse(text).TryGetValue(Period.Zero, out var period)
            || period.Months != 0 || period.Years != 0)
        {
            return null;
        }

        var delay = period.ToDuration();
        return delay < Duration.Zero || delay > Longest ? null : delay;
    }
}
