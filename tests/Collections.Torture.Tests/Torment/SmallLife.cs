using Collections.Gateways.Composition;
using Collections.Storage.Sqlite;
using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Torment;

/// <summary>
/// A few episodes that nobody interrupts, lived once for all tests: each damages a copy of the folder.
/// </summary>
internal sealed class SmallLife : IAsyncDisposable
{
    private const int Clients = 8;
    private const int Steps = 60;
    private readonly TestFolder _folder = new();
    private readonly List<AckLine> _acks = [];

    public async Task LiveAsync()
    {
        var script = new Script(seed: 3, Clients);
        await using (var store = SqliteStore.Open(_folder.Path))
        {
            await store.MoveClockAsync(PacedTime.Start);
            await using var engine = ProductEngine.Over(store, new PacedTime(PacedTime.Start));
            for (var number = 0; number < script.OpeningSteps + Steps; number++)
            {
                var asked = Enumerable.Range(0, Clients).Select(client => Asking.AskAsync(
                    engine, client, number, script.At(client, number, PacedTime.Start)).AsTask());
                _acks.AddRange(await Task.WhenAll(asked));
            }
        }

        await Auditor.RecoverAsync(_folder.Path);
    }

    /// <summary>A folder to do harm to.</summary>
    public Remains Copy()
    {
        var copy = new TestFolder();
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
        {
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        return new Remains(copy, _acks);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
