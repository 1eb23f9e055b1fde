using System.Collections.Concurrent;
using Collections.Domain.Accounts;
using Collections.Simulation.Auditing;
using Collections.Simulation.Workload;
using Collections.Simulation.World;
using Collections.Torture.Tests.Cluster.Requests;
using Collections.Torture.Tests.Watching;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// A world of the simulation that is lived against real servers: the same scripts, households, collectors and policies,
/// asked over HTTP by clients that insist.
/// </summary>
internal sealed class HttpWorld : IDisposable
{
    private const double Raced = 0.1;

    private readonly ConcurrentDictionary<string, string> _accounts = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _hands;
    private readonly Wire _wire;
    private readonly Playbook _book;
    private readonly HttpFloor _floor;
    private readonly long _seed;
    private int _cohorts;

    /// <param name="servers">Where servers listen.</param>
    /// <param name="place">The folder and the keys of the installation.</param>
    /// <param name="seed">The world.</param>
    /// <param name="clients">Requests under way at a time.</param>
    public HttpWorld(IReadOnlyList<Uri> servers, Installation place, long seed, int clients)
    {
        _seed = seed;
        _hands = new SemaphoreSlim(clients);
        _wire = new Wire(servers, seed);
        _book = new Playbook(seed, place.Keys, Wire.Now);
        Clients = new HttpClients(
            _wire, new Staff(_wire, place.AdminKey), new Translation(id => _accounts[id]), seed);
        Phone = new HttpPhone(seed);
        Desk = new HttpDesk(Clients, _book, seed);
        _floor = new HttpFloor(Clients, _book, Phone, seed);
    }

    /// <summary>Who asks, and what they were told.</summary>
    public HttpClients Clients { get; }

    /// <summary>The calls that rang.</summary>
    public HttpPhone Phone { get; }

    /// <summary>The desk, and the policies it published.</summary>
    public HttpDesk Desk { get; }

    /// <summary>Requests that had to be repeated.</summary>
    public int Repetitions => _wire.Repetitions;

    /// <summary>Accounts opened.</summary>
    public int Accounts => _cohorts * Playbook.CohortSize;

    public void Dispose()
    {
        _wire.Dispose();
        _hands.Dispose();
    }

    /// <summary>The policies come first: nothing is decided without.</summary>
    public Task OpenAsync() => Desk.PublishAsync();

    /// <summary>
    /// Lives until told to stop: a few cohorts at a time, one after the other, beside collectors and desk. Whoever asks
    /// hears the answer before he stops.
    /// </summary>
    /// <param name="side">Cohorts lived side by side.</param>
    /// <param name="stop">When nothing further is begun.</param>
    public Task RunAsync(int side, CancellationToken stop) => Task.WhenAll(
    [
        _floor.WorkAsync(stop),
        Desk.WorkAsync(stop),
        .. Enumerable.Range(0, side).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                await LiveAsync(stop);
            }
        }),
    ]);

    /// <summary>Lives the next cohort.</summary>
    public async Task LiveAsync(CancellationToken stop)
    {
        var cohort = Interlocked.Increment(ref _cohorts) - 1;
        foreach (var wave in _book.Openings(cohort))
        {
            await Task.WhenAll(wave.Select(OpenAsync));
        }

        var lanes = _book.Lanes(cohort).ToList();
        var races = Dice.Of(_seed, "races", cohort);
        await Task.WhenAll(lanes.SelectMany(lane => races.Chance(Raced)
            ? new[] { PlayAsync(lane, stop), PlayAsync(lane, stop) }
            : [PlayAsync(lane, stop)]));
    }

    /// <summary>The auditor of the simulation, who knows the policies as they were drawn.</summary>
    public LogWatch Watch(LogCopy copy, Leeway leeway)
    {
        var watch = new LogWatch(copy, leeway);
        foreach (var (text, policy) in Desk.Texts)
        {
            watch.Auditor.Texts[text] = policy;
        }

        foreach (var (text, policy) in Desk.ContactTexts)
        {
            watch.Auditor.ContactTexts[text] = policy;
        }

        return watch;
    }

    private async Task OpenAsync(int number)
    {
        var (ask, contacts) = _book.Opening(number);
        var put = (AccountCommand.PutAccount)ask.Command;
        await Clients.AskAsync(ask, AccountRequests.Open(ask.Key.Id, put, contacts));

        // Only what is open may be named: a person may have another account, in a cohort that is still to come.
        _accounts.TryAdd(put.CustomerId!, ask.Key.Id);
    }

    private async Task PlayAsync(IReadOnlyList<Ask> lane, CancellationToken stop)
    {
        foreach (var ask in lane)
        {
            await _hands.WaitAsync(CancellationToken.None);
            try
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                await Clients.AskAsync(ask);
            }
            finally
            {
                _hands.Release();
            }
        }
    }
}
