namespace Collections.Server.Api.Http;

/// <summary>How many more requests a key may make right now: refilled at a steady rate, capped at the burst.</summary>
internal sealed class TokenBucket(ApiLimits limits, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _tokens = limits.RequestBurst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes one; false when there is none left.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            var passed = time.GetElapsedTime(_filledAt, now).TotalSeconds;
            _tokens = Math.Min(limits.RequestBurst, _tokens + (passed * limits.RequestsPerSecond));
            _filledAt = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
