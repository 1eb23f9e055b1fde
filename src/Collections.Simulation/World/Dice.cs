using System.Text;

namespace Collections.Simulation.World;

/// <summary>
/// Chance that belongs to a name: the same seed and name always throw the same sequence, whatever was thrown elsewhere
/// and in whatever order. So people may act side by side and the story stays the same.
/// </summary>
internal struct Dice
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    private Dice(ulong state) => _state = state;

    /// <summary>The dice of a name.</summary>
    public static Dice Of(long seed, string name, params ReadOnlySpan<long> numbers)
    {
        var hash = unchecked((ulong)seed) ^ Golden;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            hash = Mix(unchecked(hash + b));
        }

        foreach (var number in numbers)
        {
            hash = Mix(unchecked(hash + (ulong)number));
        }

        return new Dice(hash);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        _state = unchecked(_state + Golden);
        return Mix(_state);
    }

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A whole number from one bound to the other, both included.</summary>
    public int Between(int low, int high) => low + (int)(Unit() * (high - low + 1));

    /// <summary>About the standard normal distribution, within six of its deviations.</summary>
    public double Normal()
    {
        // The sum of twelve uniform numbers: no logarithm or cosine, whose last bit differs between machines.
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Unit();
        }

        return sum;
    }

    /// <summary>One of the items, each with its own weight.</summary>
    public T Pick<T>(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var left = Unit() * items.Sum(weight);
        foreach (var item in items)
        {
            left -= weight(item);
            if (left < 0)
            {
                return item;
            }
        }

        return items[^1];
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
