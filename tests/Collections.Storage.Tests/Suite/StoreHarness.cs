using Collections.Runtime.Ports;

namespace Collections.Storage.Tests.Suite;

/// <summary>A fresh store of one make, and the way to close and open it again.</summary>
public abstract class StoreHarness : IAsyncDisposable
{
    public abstract IEntityStore Entities { get; }

    public abstract ILogReader Log { get; }

    public abstract IPersonalDataStore Personal { get; }

    public abstract Task ReopenAsync();

    public abstract ValueTask DisposeAsync();
}
