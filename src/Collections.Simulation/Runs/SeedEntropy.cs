using Collections.Runtime.Ports;
using Collections.Simulation.World;

namespace Collections.Simulation.Runs;

/// <summary>Random bytes that belong to a seed; good for nothing that is kept.</summary>
internal sealed class SeedEntropy(long seed) : IEntropy
{
    private Dice _dice = Dice.Of(seed, "entropy");

    /// <inheritdoc/>
    public void Fill(Span<byte> bytes)
    {
        foreach (ref var b in bytes)
        {
            b = (byte)(_dice.Bits() & 0xFF);
        }
    }
}
