using System.Text;
using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;
using Collections.Torture.Tests.Auditing;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Torment;

/// <summary>A life's folder in the hands of an intruder, and what the clients of that life were told.</summary>
internal sealed class Remains(TestFolder folder, IReadOnlyList<AckLine> acks) : IDisposable
{
    private const int All = 100_000;

    public static string Text(SequencedRecord record) => Encoding.UTF8.GetString(record.Record.Bytes.Span);

    public Task<AuditResult> AuditAsync() => Auditor.AuditAsync(folder.Path, acks);

    /// <summary>The first record with a text in it that is not the last of its entity.</summary>
    public async Task<SequencedRecord> RecordWithAsync(string text)
    {
        var log = await LogAsync();
        var last = log.GroupBy(record => record.Key).Select(records => records.Last().Sequence).ToHashSet();
        return log.First(record => !last.Contains(record.Sequence) && Holds(record, text));
    }

    /// <summary>The first record with a text in it that is the last of its entity.</summary>
    public async Task<SequencedRecord> TailWithAsync(string text) => (await LogAsync())
        .GroupBy(record => record.Key)
        .Select(records => records.Last())
        .First(record => Holds(record, text));

    public async Task<IReadOnlyList<SequencedRecord>> HistoryAsync(EntityKey key)
    {
        await using var store = SqliteStore.Open(folder.Path);
        return await store.ReadHistoryAsync(key, 0, All);
    }

    /// <summary>Changes the database behind the store's back.</summary>
    public void Tamper(string sql, params byte[][] blobs)
    {
        using var database = new RawDatabase(folder.Path);
        database.Execute(sql, blobs);
    }

    /// <summary>Replaces a record and makes every later hash of its chain, and the head, fit.</summary>
    public async Task ForgeAsync(SequencedRecord record, string text)
    {
        var hash = ChainHash.Genesis;
        foreach (var each in await HistoryAsync(record.Key))
        {
            var bytes = each.Sequence == record.Sequence ? Encoding.UTF8.GetBytes(text) : each.Record.Bytes.ToArray();
            hash = ChainHash.Next(hash, bytes);
            var raw = Convert.FromHexString(hash);
            Tamper($"UPDATE record SET bytes = ?1, hash = ?2 WHERE seq = {each.Sequence}", bytes, raw);
            Tamper($"UPDATE entity SET hash = ?1 WHERE last_record = {each.Sequence}", raw);
        }
    }

    public void Dispose() => folder.Dispose();

    private static bool Holds(SequencedRecord record, string text) =>
        Text(record).Contains($"\"{text}\"", StringComparison.Ordinal);

    private async Task<IReadOnlyList<SequencedRecord>> LogAsync()
    {
        await using var store = SqliteStore.Open(folder.Path);
        return await store.ReadLogAsync(0, All);
    }
}
