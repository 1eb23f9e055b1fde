using Collections.Domain.Configuration;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Runtime.Wakeups;
using Collections.Server.Commands;
using Collections.Gateways.Composition;
using Collections.Gateways.Notices;
using NodaTime;

namespace Collections.Server.Composition;

/// <summary>
/// A data folder opened by one verb: its store, the engine on it, its sealed personal data, and its business clock,
/// which stands still except where the verb moves it.
/// </summary>
public sealed class DataFolder : IAsyncDisposable
{
    private readonly VirtualClock _time;
    private readonly CancellationTokenSource _closing = new();
    private long _openedAt;
    private Task _leases = Task.CompletedTask;

    private DataFolder(IStore store, VirtualClock time, bool clockIsSet, NoticeDelivery notices)
    {
        Store = store;
        _time = time;
        ClockIsSet = clockIsSet;
        Vault = notices.Vault;
        Engine = ProductEngine.Over(
            store, time, new Outside { Notices = notices, Recording = TimeProvider.System });
    }

    /// <summary>The store.</summary>
    public IStore Store { get; }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>Sealed personal data.</summary>
    public PersonalDataVault Vault { get; }

    /// <summary>Whether the folder's clock was ever set.</summary>
    public bool ClockIsSet { get; private set; }

    /// <summary>The folder's clock; the beginning of time while it was never set.</summary>
    public Instant Now => _time.Now;

    /// <summary>Opens a folder, making it when <paramref name="create"/> says so.</summary>
    /// <exception cref="WrongCallException">There is no such folder, it is in use, or it cannot be opened.</exception>
    public static async Task<DataFolder> OpenAsync(DataPlace place, bool create)
    {
        var (store, vault) = await FolderStore.OpenAsync(place, create);
        return await StartAsync(store, vault, place.Folder);
    }

    /// <summary>Moves the folder's clock; it never goes back.</summary>
    public async ValueTask MoveClockAsync(Instant to)
    {
        if (to <= Now && ClockIsSet)
        {
            return;
        }

        _time.AdvanceTo(Instant.Max(Now, to));
        ClockIsSet = true;
        await Store.MoveClockAsync(Now);
    }

    /// <summary>The tenant's configuration as of the folder's clock.</summary>
    public async ValueTask<TenantConfiguration> ConfigurationAsync(string tenant) =>
        (TenantConfiguration)(await Engine.Configurations.OfAsync(tenant)).At(Now);

    private static async Task<DataFolder> StartAsync(IStore store, PersonalDataVault vault, string path)
    {
        var clock = await store.ReadClockAsync();
        var time = new VirtualClock(clock ?? BusinessClock.Beginning);
        var notices = new NoticeDelivery(vault, new NoticeFolder(Path.Combine(path, NoticeFolder.FolderName)));
        var folder = new DataFolder(store, time, clock is not null, notices);
        await folder.Engine.RecoverAsync();
        if (folder.Engine.IsShared)
        {
            // A verb may well take longer than its leases last.
            folder._leases = new EngineLoops(folder.Engine).RunLeasesAsync(folder._closing.Token);
        }

        await folder.Engine.SettleAsync();
        folder._openedAt = await store.LastSequenceAsync();
        return folder;
    }

    /// <summary>Signs what the folder holds if anything was written, then closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Engine.SettleAsync();
        if (await Store.LastSequenceAsync() > _openedAt)
        {
            await Checkpoints.TakeAsync(Engine, Vault);
        }

        await _closing.CancelAsync();
        await _leases;
        _closing.Dispose();
        await Engine.DisposeAsync();
        await Store.DisposeAsync();
    }
}
