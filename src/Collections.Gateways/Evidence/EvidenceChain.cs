using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;

namespace Collections.Gateways.Evidence;

/// <summary>An entity's whole history with the proof of its chain.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Records">Its records, oldest first.</param>
/// <param name="Head">The stored hash of the last record; genesis when there is none.</param>
/// <param name="Broken">Where the chain does not verify; null when it does.</param>
public sealed record EvidenceChain(
    EntityKey Entity, IReadOnlyList<LogRecord> Records, string Head, string? Broken)
{
    private const int Page = 1_000;

    /// <summary>Reads a history and recomputes its chain from the stored bytes.</summary>
    public static async ValueTask<EvidenceChain> ReadAsync(Engine engine, EntityKey entity)
    {
        var stored = (await engine.Setup.Store.LoadAsync([entity]))[0];
        var (version, head) = (stored?.Version ?? 0, stored?.Hash ?? ChainHash.Genesis);
        var records = new List<LogRecord>();
        while (records.Count < version)
        {
            var page = await engine.Setup.Log.ReadHistoryAsync(entity, records.Count, Page);
            if (page.Count == 0)
            {
                break;
            }

            // What was written since the entity was read is not part of this bundle.
            records.AddRange(page.Select(each => each.Record).Where(record => record.Version <= version));
        }

        return new EvidenceChain(entity, records, head, Verify(records, version, head));
    }

    /// <summary>
    /// The chain as lines of JSON: version, hash, the record exactly as it is stored, as a text, and the watermark.
    /// </summary>
    /// <param name="mark">The watermark of the copy.</param>
    public byte[] Lines(string mark)
    {
        using var stream = new MemoryStream();
        foreach (var record in Records)
        {
            using (var writer = new Utf8JsonWriter(stream))
            {
                writer.WriteStartObject();
                writer.WriteNumber("version"u8, record.Version);
                writer.WriteString("hash"u8, record.Hash);
                writer.WriteString("record"u8, record.Bytes.Span);
                writer.WriteString("watermark"u8, mark);
                writer.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    private static string? Verify(List<LogRecord> records, long version, string head)
    {
        var hash = ChainHash.Genesis;
        for (var i = 0; i < records.Count; i++)
        {
            hash = ChainHash.Next(hash, records[i].Bytes.Span);
            if (records[i].Version != i + 1 || hash != records[i].Hash)
            {
                return $"version {i + 1}: the stored bytes do not give the stored hash";
            }
        }

        return records.Count != version ? $"{version - records.Count} records are missing"
            : hash != head ? "the head is another than the last record's"
            : null;
    }
}
