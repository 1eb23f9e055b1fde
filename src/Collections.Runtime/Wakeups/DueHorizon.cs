using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Wakeups;

/// <summary>
/// From when on something may be due. A shared store's index keeps an entry of everything that was woken for a while;
/// to walk over all of them with every look can cost more than the waking did. So a look starts where the last one
/// ended that left nothing behind, or at the earliest wake-up that was written since: every commit names its own.
/// <para>
/// That holds as long as nobody else writes. With other servers, and after every change of what this one holds, a look
/// starts at the very beginning; once a minute it does so in any case, for a server that came and went unseen.
/// </para>
/// </summary>
/// <param name="solitude">
/// What the time is known by during which this engine alone writes and holds the same; null when it does not.
/// </param>
/// <param name="time">By which a minute is measured.</param>
internal sealed class DueHorizon(Func<long?> solitude, TimeProvider time)
{
    private static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(1);

    // The store keeps wake-ups in whole milliseconds.
    private static readonly Duration Step = Duration.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private long? _solitude;
    private Instant _from = Instant.MinValue;
    private Instant _earliestWritten = Instant.MaxValue;
    private long _wholeAt = time.GetTimestamp();
    private int _looks;

    /// <summary>What comes before everything that may be due.</summary>
    public DueEntity Start
    {
        get
        {
            lock (_gate)
            {
                var isKnown = _solitude is { } known && solitude() == known;
                return isKnown ? DueEntity.First with { Wake = _from } : DueEntity.First;
            }
        }
    }

    /// <summary>
    /// It is written that an entity is due at an instant. Told when it can be read: whoever looked before will look
    /// again from there, whoever looks from now on finds it.
    /// </summary>
    public void Written(Instant wake)
    {
        lock (_gate)
        {
            _from = Instant.Min(_from, wake);
            _earliestWritten = Instant.Min(_earliestWritten, wake);
        }
    }

    /// <summary>A look begins.</summary>
    public Look Begin()
    {
        lock (_gate)
        {
            var now = solitude();
            if (now is null || now != _solitude || time.GetElapsedTime(_wholeAt) >= WholeEvery)
            {
                (_solitude, _from, _wholeAt) = (now, Instant.MinValue, time.GetTimestamp());
            }

            _earliestWritten = Instant.MaxValue;
            return new Look(++_looks, DueEntity.First with { Wake = _from });
        }
    }

    /// <summary>A look has ended, and everything that was due up to an instant was woken.</summary>
    public void End(Look look, Instant upTo)
    {
        lock (_gate)
        {
            // Of two looks side by side the later one forgot what was written during the earlier.
            if (look.Number == _looks && _solitude is { } known && solitude() == known)
            {
                _from = Instant.Max(_from, Instant.Min(upTo + Step, _earliestWritten));
            }
        }
    }

    /// <summary>A look at what is due.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="After">What comes before everything that may be due.</param>
    public readonly record struct Look(int Number, DueEntity After);
}
