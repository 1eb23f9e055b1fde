namespace Collections.Bench;

/// <summary>A stretch of commands that was measured.</summary>
/// <param name="PerSecond">Commands a second.</param>
/// <param name="ColdPerSecond">As many before: the first on every account since the server started.</param>
/// <param name="Latencies">The milliseconds each took, in no order.</param>
internal sealed record CommandsStretch(double PerSecond, double ColdPerSecond, IReadOnlyList<double> Latencies);
