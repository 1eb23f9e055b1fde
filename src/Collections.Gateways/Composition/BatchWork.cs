using System.Runtime;

namespace Collections.Gateways.Composition;

/// <summary>
/// Work of the whole process in which nobody waits for a single answer (an import, a review): until it is disposed, the
/// collector does not work beside it, which would take processor time to make pauses short that nobody notices.
/// </summary>
public sealed class BatchWork : IDisposable
{
    private readonly GCLatencyMode _before = GCSettings.LatencyMode;

    /// <summary>Begins it.</summary>
    public BatchWork() => GCSettings.LatencyMode = GCLatencyMode.Batch;

    /// <summary>Ends it: the collector works as before.</summary>
    public void Dispose() => GCSettings.LatencyMode = _before;
}
