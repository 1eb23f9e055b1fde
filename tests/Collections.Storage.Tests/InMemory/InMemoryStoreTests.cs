using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.InMemory;

/// <summary>The suite on a store of one process.</summary>
public sealed class InMemoryStoreTests : StoreSuite
{
    protected override Task<StoreHarness> OpenAsync() =>
        Task.FromResult<StoreHarness>(new InMemoryHarness(new InMemoryStore()));
}

/// <summary>The suite on a store that several servers of a simulation share.</summary>
public sealed class SharedInMemoryStoreTests : SharedStoreSuite
{
    protected override Task<StoreHarness> OpenAsync() =>
        Task.FromResult<StoreHarness>(new InMemoryHarness(new InMemoryStore(16, TimeProvider.System)));
}

internal sealed class InMemoryHarness(InMemoryStore store) : StoreHarness
{
    public override IEntityStore Entities => store;

    public override ILogReader Log => store;

    public override IPersonalDataStore Personal => store;

    // A simulated restart goes on with the same object.
    public override async Task ReopenAsync() => await store.DisposeAsync();

    public override ValueTask DisposeAsync() => store.DisposeAsync();
}
