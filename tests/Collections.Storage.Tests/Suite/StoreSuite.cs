using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.Tests.Suite;

/// <summary>What every store must do. A store passes by deriving a class that opens it.</summary>
public abstract partial class StoreSuite : IAsyncLifetime
{
    private StoreHarness _harness = null!;

    protected IEntityStore Store => _harness.Entities;

    private ILogReader Log => _harness.Log;

    private IPersonalDataStore Personal => _harness.Personal;

    public async ValueTask InitializeAsync() => _harness = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StoreHarness> OpenAsync();

    private async Task<CommitResult> ResultOfAsync(Commit commit) => (await Store.CommitAsync([commit]))[0].Result;

    private async Task<StoredEntity> CommitAsync(Commit commit)
    {
        var outcome = (await Store.CommitAsync([commit]))[0];
        Assert.Equal(CommitResult.Committed, outcome.Result);
        var stored = await LoadAsync(commit.Key);
        Assert.Equal(outcome.Handle, stored.Handle);
        return stored;
    }

    private async Task<StoredEntity> LoadAsync(EntityKey key) =>
        (await Store.LoadAsync([key]))[0] ?? throw new InvalidOperationException($"{key} is not stored.");

    private static void AssertSameBytes(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual) =>
        Assert.Equal(expected.ToArray(), actual.ToArray());
}
