using Collections.Gateways.Composition;
using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;
using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Torment;

/// <summary>A folder after a few episodes that nobody interrupted, and what the clients were told.</summary>
internal sealed class SmallLife : IDisposable
{
    private const int Clients = 8;
    private const int Steps = 60;
    private readonly TestFolder _folder = new();

    public string Folder => _folder.Path;

    public List<AckLine> Acks { get; } = [];

    public static async Task<SmallLife> LiveAsync()
    {
        var life = new SmallLife();
        var script = new Script(seed: 3, Clients);
        await using (var store = SqliteStore.Open(life.Folder))
        {
            await store.MoveClockAsync(PacedTime.Start);
            await using var engine = ProductEngine.Over(store, new PacedTime(PacedTime.Start));
            for (var number = 0; number < script.OpeningSteps + Steps; number++)
            {
                for (var client = 0; client < Clients; client++)
                {
                    var step = script.At(client, number, PacedTime.Start);
                    life.Acks.Add(await Asking.AskAsync(engine, client, number, step));
                }
            }
        }

        await Auditor.RecoverAsync(life.Folder);
        return life;
    }

    /// <summary>The first record that holds an event of a type, and was the last of no entity.</summary>
    public async Task<SequencedRecord> RecordWithAsync(string type)
    {
        await using var store = SqliteStore.Open(Folder);
        var log = await store.ReadLogAsync(0, 100_000);
        var last = log.GroupBy(record => record.Key).Select(records => records.Last().Sequence).ToHashSet();
        return log.First(record => !last.Contains(record.Sequence) && Text(record).Contains($"\"{type}\"", StringComparison.Ordinal));
    }

    /// <summary>The last record of an account that acknowledged an event of a type in it.</summary>
    public async Task<SequencedRecord> TailWithAsync(string type)
    {
        await using var store = SqliteStore.Open(Folder);
        var log = await store.ReadLogAsync(0, 100_000);
        return log.GroupBy(record => record.Key)
            .Select(records => records.Last())
            .First(record => Text(record).Contains($"\"{type}\"", StringComparison.Ordinal));
    }

    public async Task<IReadOnlyList<SequencedRecord>> HistoryAsync(EntityKey key)
    {
        await using var store = SqliteStore.Open(Folder);
        return await store.ReadHistoryAsync(key, 0, 100_000);
    }

    public Task<AuditResult> AuditAsync() => Auditor.AuditAsync(Folder, Acks);

    public static string Text(SequencedRecord record) => System.Text.Encoding.UTF8.GetString(record.Record.Bytes.Span);

    public void Dispose() => _folder.Dispose();
}
