using Collections.Gateways.Composition;
using Collections.Gateways.Notices;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Server.Commands;
using Collections.Server.Composition;
using Collections.Simulation.World;
using Collections.Storage;
using Collections.Storage.Sqlite;

namespace Collections.Server.Demo;

/// <summary>
/// The data folder a demo lives in. It is the demo's own: an earlier demo's folder is replaced, any other folder with
/// something in it is refused.
/// </summary>
internal sealed class DemoFolder : IAsyncDisposable
{
    private const string Marker = "demo";

    private readonly SqliteStore _store;
    private readonly VirtualClock _clock;

    private DemoFolder(string path, SqliteStore store, PersonalDataVault vault)
    {
        _store = store;
        _clock = new VirtualClock(WorldOptions.Start);
        var mailbox = new Mailbox(new NoticeFolder(Path.Combine(path, NoticeFolder.FolderName)));
        var outside = new Outside { Notices = new NoticeDelivery(vault, mailbox), Recording = TimeProvider.System };
        Host = new WorldHost(ProductEngine.Over(store, _clock, outside), _clock, vault, mailbox);
    }

    /// <summary>The engine on the folder.</summary>
    public WorldHost Host { get; }

    /// <summary>Makes the folder.</summary>
    /// <exception cref="WrongCallException">The folder holds something that is no demo's.</exception>
    public static async Task<DemoFolder> MakeAsync(string path)
    {
        if (File.Exists(path))
        {
            throw new WrongCallException($"'{path}' is a file; --data names a folder.");
        }

        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            await ClearAsync(path);
        }

        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(
            Path.Combine(path, Marker), "A demo's data: the next demo in this folder replaces it.\n");
        try
        {
            // A demo that loses power is run again: it need not wait for the disk at every commit.
#pragma warning disable CA2000 // The folder disposes of its store.
            var store = SqliteStore.Open(path, new SqliteStoreOptions { Durability = SqliteDurability.Normal });
#pragma warning restore CA2000
            return new DemoFolder(path, store, await MasterKey.OpenVaultAsync(path, store));
        }
        catch (StoreException unusable)
        {
            throw new WrongCallException($"The data in '{path}' cannot be opened: {unusable.Message}");
        }
    }

    /// <summary>Signs what the folder holds and leaves its clock where the world's last day ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await Host.Engine.SettleAsync();
        await Checkpoints.TakeAsync(Host.Engine, Host.Vault);
        await _store.MoveClockAsync(_clock.Now);
        await Host.Engine.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static async Task ClearAsync(string path)
    {
        if (!File.Exists(Path.Combine(path, Marker)))
        {
            throw new WrongCallException(
                $"'{path}' holds other data; a demo needs a folder of its own: name one with --data.");
        }

        // Opening it shows whether another process still has it open.
        try
        {
            await SqliteStore.Open(path).DisposeAsync();
        }
        catch (StoreException busy)
        {
            throw new WrongCallException($"The data in '{path}' cannot be replaced: {busy.Message}");
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(path))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }
    }
}
