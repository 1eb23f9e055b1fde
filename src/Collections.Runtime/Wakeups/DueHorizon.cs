using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Wakeups;

/// <summary>
/// From when on something is likely to be due: where the last look ended that left nothing, or the earliest wake-up
/// that this engine wrote since. A shared store's index keeps an entry of everything that was woken for a while; to
/// walk over all of them can take a tenth of the time that the waking took. So a sweep begins at the horizon at once,
/// and looks beside it whether another server wrote something before it.
/// </summary>
/// <param name="isKept">Whether it is of use: an embedded store keeps no such entries.</param>
internal sealed class DueHorizon(bool isKept)
{
    // The store keeps wake-ups in whole milliseconds.
    private static readonly Duration Step = Duration.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private Instant? _from;
    private Instant _earliestWritten = Instant.MaxValue;
    private int _looks;

    /// <summary>
    /// It is written that an entity is due at an instant. Told when it can be read: whoever looked before will look
    /// again from there, whoever looks from now on finds it.
    /// </summary>
    public void Written(Instant wake)
    {
        lock (_gate)
        {
            _from = _from is { } from ? Instant.Min(from, wake) : null;
            _earliestWritten = Instant.Min(_earliestWritten, wake);
        }
    }

    /// <summary>A look begins.</summary>
    public Look Begin()
    {
        lock (_gate)
        {
            _earliestWritten = Instant.MaxValue;
            return new Look(++_looks, _from);
        }
    }

    /// <summary>A look has ended, and everything that was due up to an instant was woken.</summary>
    public void End(Look look, Instant upTo)
    {
        lock (_gate)
        {
            // Of two looks side by side the later one forgot what was written during the earlier.
            if (isKept && look.Number == _looks)
            {
                var ended = Instant.Min(upTo + Step, _earliestWritten);
                _from = _from is { } from ? Instant.Max(from, ended) : ended;
            }
        }
    }

    /// <summary>A look at what is due.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="From">Where it begins; null for the very beginning.</param>
    public readonly record struct Look(int Number, Instant? From)
    {
        /// <summary>What comes before everything at or after where it begins.</summary>
        public DueEntity After => From is { } from ? DueEntity.First with { Wake = from } : DueEntity.First;

        /// <summary>The last instant before it; null when there is none.</summary>
        public Instant? Before => From - Step;
    }
}
