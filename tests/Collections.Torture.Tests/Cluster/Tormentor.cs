using System.Diagnostics;
using Collections.Storage.Tests.Postgres;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Cluster;

/// <summary>Kills servers, freezes them, takes the database away; the order follows from the seed.</summary>
/// <param name="servers">The victims.</param>
/// <param name="database">Their database.</param>
/// <param name="seed">The order of what happens.</param>
/// <param name="longestOutage">How long the database is away at most.</param>
internal sealed class Tormentor(
    IReadOnlyList<ServerProcess> servers, PostgresServer database, int seed, TimeSpan longestOutage)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private const int ShortOutageBeats = 6;

    // Most strikes hit a server that works, however long a start takes here; some hit one that starts.
    private const int EarlyEvery = 5;

    private int? _databaseBack;

    public int Kills { get; private set; }

    public int Freezes { get; private set; }

    public int Outages { get; private set; }

    /// <summary>Torments for a time, on a slow machine up to three times as long; at its end everything runs.</summary>
    /// <param name="time">How long.</param>
    /// <param name="enough">Whether so much was done meanwhile that no more time is needed.</param>
    public async Task RunAsync(TimeSpan time, Func<bool> enough)
    {
        using var pace = new PeriodicTimer(Beat);
        var started = Stopwatch.GetTimestamp();
        var back = new int?[servers.Count];
        var longest = time * 3;
        for (var beat = 0; Stopwatch.GetElapsedTime(started) < (enough() ? time : longest); beat++)
        {
            await pace.WaitForNextTickAsync();
            await ReviveAsync(back, beat);
            await StrikeAsync(back, beat);
        }

        await ReviveAsync(back, int.MaxValue);
    }

    /// <summary>What has been away for its time is thawed or started.</summary>
    private async Task ReviveAsync(int?[] back, int beat)
    {
        if (_databaseBack is { } up && up <= beat)
        {
            _databaseBack = null;
            await database.UpAsync();
        }

        for (var i = 0; i < servers.Count; i++)
        {
            if (back[i] is { } due && due <= beat)
            {
                back[i] = null;
                if (servers[i].IsUp)
                {
                    servers[i].Thaw();
                }
                else
                {
                    servers[i].Start();
                }
            }
        }
    }

    private async Task StrikeAsync(int?[] back, int beat)
    {
        var dice = new Dice(seed, beat, 0);
        var victim = dice.Roll("victim", servers.Count);
        if (back[victim] is not null || !(servers[victim].IsServing || dice.OneIn(EarlyEvery, "early")))
        {
            return;
        }

        switch (dice.Roll("what", 24))
        {
            case 0 or 1 or 2 or 3:
                servers[victim].Kill();
                Kills++;
                back[victim] = beat + 1 + dice.Roll("away", 6);
                break;
            case 4:
                // Long enough that its leases end and others take over, or not.
                servers[victim].Freeze();
                Freezes++;
                back[victim] = beat + (dice.OneIn(2, "long") ? 40 : 4);
                break;
            case 5 when _databaseBack is null:
                await database.DownAsync();
                Outages++;
                _databaseBack = beat + (dice.OneIn(3, "long outage")
                    ? (int)(longestOutage / Beat)
                    : dice.Roll("outage", ShortOutageBeats));
                break;
            default:
                break;
        }
    }
}
