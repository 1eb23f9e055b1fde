using Collections.Runtime.Ports;

namespace Collections.Simulation.Scenarios;

/// <summary>
/// The same bytes in every run, different at every call. Good enough where nothing outlives the run; never for data
/// that is kept.
/// </summary>
internal sealed class SteadyEntropy : IEntropy
{
    private ulong _state = 0x9E3779B97F4A7C15;

    /// <inheritdoc/>
    public void Fill(Span<byte> bytes)
    {
        foreach (ref var b in bytes)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            b = (byte)(_state & 0xFF);
        }
    }
}
