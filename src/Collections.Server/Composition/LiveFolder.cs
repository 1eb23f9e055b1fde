using Collections.Gateways.Composition;
using Collections.Gateways.Mail;
using Collections.Gateways.Notices;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Observing;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Server.Composition;

/// <summary>How a data folder is opened for a server.</summary>
/// <param name="Place">The folder, made when there is none, or the database.</param>
/// <param name="Time">The wall clock.</param>
public sealed record LiveFolderSetup(DataPlace Place, TimeProvider Time)
{
    /// <summary>
    /// Lets a clock that lies ahead of wall time run on from where it stands, instead of standing still.
    /// </summary>
    public bool RunsOn { get; init; }

    /// <summary>Where notices leave.</summary>
    public required MailDelivery Mail { get; init; }

    /// <summary>Where the public reaches the server; null for nowhere.</summary>
    public Uri? PublicUrl { get; init; }
}

/// <summary>
/// A data folder opened by a server: its engine on the running clock, its loops, and an end in bounded time.
/// </summary>
public sealed class LiveFolder : IAsyncDisposable
{
    /// <summary>How often every tenant's log is signed.</summary>
    private static readonly TimeSpan CheckpointPeriod = TimeSpan.FromHours(1);

    /// <summary>
    /// Times the patience of a stop that its last words may take: they read the heads of all entities.
    /// </summary>
    private const int SigningShare = 4;

    private readonly LiveFolderSetup _setup;
    private readonly CancellationTokenSource _stopping = new();
    private bool _disposed;
    private Task _loops = Task.CompletedTask;

    private LiveFolder(FolderStore folder, LiveFolderSetup setup, BusinessClock clock)
    {
        _setup = setup;
        Store = folder.Store;
        Vault = folder.Vault;
        Clock = clock;
        Meter = new EngineMeter(setup.Time);
#pragma warning disable CA2000 // A metered store owns nothing.
        var metered = new MeteredStore(folder.Store, Meter);
#pragma warning restore CA2000
        Engine = ProductEngine.Over(metered, folder.Store, clock, new Outside
        {
            Notices = new NoticeDelivery(folder.Vault, setup.Mail.Sink)
            {
                Sender = setup.Mail.Server?.Sender,
                PublicUrl = setup.PublicUrl,
            },
            Recording = setup.Time,
            Meter = Meter,
        });
        Meter.Watch(Engine);
    }

    /// <summary>The store.</summary>
    public IStore Store { get; }

    /// <summary>Sealed personal data.</summary>
    public PersonalDataVault Vault { get; }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The business clock.</summary>
    public BusinessClock Clock { get; }

    /// <summary>What the engine tells about itself.</summary>
    public EngineMeter Meter { get; }

    /// <summary>How long the clock stands still until wall time has caught up with it; zero when it runs.</summary>
    public Duration StandsStillFor => Duration.Max(Duration.Zero, Clock.Now - Clock.Wall);

    /// <summary>
    /// Opens a folder and delivers what a crash left behind; the engine may serve commands, time does not pass yet.
    /// </summary>
    /// <exception cref="Commands.WrongCallException">The folder cannot be opened.</exception>
    public static async Task<LiveFolder> OpenAsync(LiveFolderSetup setup)
    {
        var folder = await FolderStore.OpenAsync(setup.Place, create: true);
        try
        {
            return await OpenAsync(folder, setup);
        }
        catch
        {
            await folder.Store.DisposeAsync();
            throw;
        }
    }

    private static async Task<LiveFolder> OpenAsync(FolderStore folder, LiveFolderSetup setup)
    {
        var stored = await folder.Store.ReadClockAsync() ?? BusinessClock.Beginning;
        var ahead = stored - Instant.FromDateTimeOffset(setup.Time.GetUtcNow());
        var time = setup.RunsOn && ahead > Duration.Zero ? new ShiftedTime(setup.Time, ahead.ToTimeSpan()) : setup.Time;
        var clock = new BusinessClock(time);
        clock.NotBefore(stored);
        var live = new LiveFolder(folder, setup, clock);
        await live.Engine.RecoverAsync();
        return live;
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="onFault">Hears of faults of the loops, by name.</param>
    public void Start(Action<string, Exception> onFault)
    {
        Invariant.Require(_loops.IsCompleted, "Loops are started once.");
        var loops = new EngineLoops(Engine, onFault);
        _loops = Task.WhenAll(
            loops.RunWakeupsAsync(_stopping.Token),
            loops.RunLeasesAsync(_stopping.Token),
            loops.RunDeliveriesAsync(_stopping.Token),
            loops.RunHousekeepingAsync(_stopping.Token),
            loops.RunEveryAsync(
                "checkpoint",
                CheckpointPeriod,
                async () => await Checkpoints.TakeAsync(Engine, Vault),
                _stopping.Token));
    }

    /// <summary>
    /// Stops time, waits for what is under way, signs the log and closes the folder, all in bounded time. Messages
    /// whose gateway does not answer in time stay for the next start; a store that does not answer is left unsigned,
    /// since nothing that was answered depends on its last words.
    /// </summary>
    /// <returns>Messages left, and whether the store took the last words.</returns>
    public async Task<(int Left, bool Signed)> StopAsync(TimeSpan patience)
    {
        await _stopping.CancelAsync();
        await WaitAsync(_loops, patience);
        await WaitAsync(Engine.SettleAsync(), patience);
        var signing = SignOffAsync(patience);
        await WaitAsync(signing, patience * SigningShare);
        var signed = signing.IsCompleted && await signing;
        var left = Engine.MessagesOutstanding;
        await DisposeAsync();
        return (left, signed);
    }

    private async Task<bool> SignOffAsync(TimeSpan patience)
    {
        try
        {
            await Checkpoints.TakeAsync(Engine, Vault);
            await WaitAsync(Engine.SettleAsync(), patience);
            await Store.MoveClockAsync(Clock.Now);
            await Engine.StopAsync();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Closes the folder as a crash would: nothing is waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stopping.CancelAsync();
        await Store.DisposeAsync();
        Meter.Dispose();
        _stopping.Dispose();
    }

    private async Task WaitAsync(Task work, TimeSpan patience)
    {
        using var waiting = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(patience, _setup.Time, waiting.Token));
        await waiting.CancelAsync();
    }
}
