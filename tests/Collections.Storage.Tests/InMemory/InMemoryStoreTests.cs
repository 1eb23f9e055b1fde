using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using Collections.Storage.Tests.Suite;

namespace Collections.Storage.Tests.InMemory;

public sealed class InMemoryStoreTests : StoreSuite
{
    protected override Task<StoreHarness> OpenAsync() => Task.FromResult<StoreHarness>(new Harness());

    private sealed class Harness : StoreHarness
    {
        private readonly InMemoryStore _store = new();

        public override IEntityStore Entities => _store;

        public override ILogReader Log => _store;

        public override IPersonalDataStore Personal => _store;

        // A simulated restart goes on with the same object.
        public override async Task ReopenAsync() => await _store.DisposeAsync();

        public override ValueTask DisposeAsync() => _store.DisposeAsync();
    }
}
