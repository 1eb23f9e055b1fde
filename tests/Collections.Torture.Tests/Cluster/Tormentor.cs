using Collections.Storage.Tests.Postgres;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Cluster;

/// <summary>Kills servers, freezes them, restarts the database under them; the order follows from the seed.</summary>
internal sealed class Tormentor(IReadOnlyList<ServerProcess> servers, PostgresServer database, int seed)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public int Kills { get; private set; }

    public int Freezes { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>Torments for a time; at its end every server runs.</summary>
    public async Task RunAsync(TimeSpan time)
    {
        using var pace = new PeriodicTimer(Beat);
        var beats = (int)(time / Beat);
        var back = new int?[servers.Count];
        for (var beat = 0; beat < beats; beat++)
        {
            await pace.WaitForNextTickAsync();
            Revive(back, beat);
            await StrikeAsync(back, beat);
        }

        Revive(back, int.MaxValue);
    }

    /// <summary>Servers whose time has come are thawed or started.</summary>
    private void Revive(int?[] back, int beat)
    {
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
        if (back[victim] is not null)
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
            case 5:
                await database.DownAsync();
                await database.UpAsync();
                Restarts++;
                break;
            default:
                break;
        }
    }
}
