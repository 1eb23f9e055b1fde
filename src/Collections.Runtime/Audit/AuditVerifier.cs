using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Audit;

/// <summary>
/// Recomputes every chain from the stored bytes and compares it with the stored hashes, the entities' heads and the
/// signed checkpoints. A change of any stored byte, a missing or a moved record, a replaced head shows.
/// </summary>
public sealed class AuditVerifier(ILogReader log, Func<string, string, string> sign)
{
    private const int Page = 2_000;
    private const string CheckpointEvent = "tenant.checkpoint";

    private readonly Dictionary<EntityKey, (long Version, string Hash)> _chains = [];
    private readonly List<Claim> _claims = [];
    private long _records;

    /// <summary>Reads the whole log and verifies it.</summary>
    public async ValueTask<AuditReport> VerifyAsync()
    {
        var broken = await ChainsAsync() ?? await HeadsAsync() ?? await CheckpointsAsync();
        return new AuditReport(_records, _chains.Count, _claims.Count, broken);
    }

    private async ValueTask<string?> ChainsAsync()
    {
        var after = 0L;
        while (true)
        {
            var page = await log.ReadLogAsync(after, Page);
            foreach (var record in page)
            {
                after = record.Sequence;
                _records++;
                if (Broken(record) is { } broken)
                {
                    return broken;
                }
            }

            if (page.Count < Page)
            {
                return null;
            }
        }
    }

    private string? Broken(SequencedRecord record)
    {
        var (version, hash) = _chains.GetValueOrDefault(record.Key, (0, ChainHash.Genesis));
        var place = $"{record.Key} version {record.Record.Version} (sequence {record.Sequence})";
        if (record.Record.Version != version + 1)
        {
            return $"{place}: version {version + 1} is missing.";
        }

        var recomputed = ChainHash.Next(hash, record.Record.Bytes.Span);
        if (recomputed != record.Record.Hash)
        {
            return $"{place}: the stored bytes do not give the stored hash.";
        }

        if (Misplaced(record) is { } misplaced)
        {
            return $"{place}: {misplaced}";
        }

        _chains[record.Key] = (version + 1, recomputed);
        return null;
    }

    private string? Misplaced(SequencedRecord record)
    {
        try
        {
            var entry = RecordText.Read(record.Record.Bytes);
            Collect(record, entry);
            return entry.Head.Key == record.Key && entry.Head.Version == record.Record.Version
                ? null
                : $"the record says {entry.Head.Key} version {entry.Head.Version}.";
        }
        catch (Exception unreadable) when (
            unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "the record cannot be read.";
        }
    }

    private void Collect(SequencedRecord record, LogEntry entry)
    {
        foreach (var happened in entry.Events.Where(e => e.Type == CheckpointEvent))
        {
            using var data = JsonDocument.Parse(happened.Data);
            var checkpoint = data.RootElement.GetProperty("checkpoint");
            var statement = new CheckpointStatement(
                checkpoint.GetProperty("upToSequence").GetInt64(),
                checkpoint.GetProperty("count").GetInt64(),
                checkpoint.GetProperty("hash").GetString() ?? string.Empty);
            _claims.Add(new Claim(
                record.Key.Tenant, statement, checkpoint.GetProperty("signature").GetString() ?? string.Empty));
        }
    }

    private async ValueTask<string?> HeadsAsync()
    {
        var seen = 0L;
        EntityKey? after = null;
        while (true)
        {
            var page = await log.ReadHeadsAsync(after, Page);
            foreach (var head in page)
            {
                after = head.Key;
                seen += head.Version > 0 ? 1 : 0;
                if (head.Version > 0 && _chains.GetValueOrDefault(head.Key) != (head.Version, head.Hash))
                {
                    return $"{head.Key}: the entity says version {head.Version}, the log says otherwise.";
                }
            }

            if (page.Count < Page)
            {
                return seen == _chains.Count ? null : "An entity of the log is missing.";
            }
        }
    }

    /// <summary>
    /// Every signature, and the latest statement of each tenant against the log's own heads of that time.
    /// </summary>
    private async ValueTask<string?> CheckpointsAsync()
    {
        foreach (var claim in _claims.Where(claim => sign(claim.Tenant, claim.Statement.Text) != claim.Signature))
        {
            return $"The checkpoint of tenant '{claim.Tenant}' at sequence {claim.Statement.UpToSequence} "
                + "is not signed by its key.";
        }

        foreach (var latest in _claims.GroupBy(claim => claim.Tenant).Select(claims => claims.Last()))
        {
            var heads = await HeadsAtAsync(latest.Tenant, latest.Statement.UpToSequence);
            if (CheckpointStatement.Of(latest.Statement.UpToSequence, heads) != latest.Statement)
            {
                return $"The log before sequence {latest.Statement.UpToSequence} differs from what tenant "
                    + $"'{latest.Tenant}' signed.";
            }
        }

        return null;
    }

    private async ValueTask<IEnumerable<ChainHead>> HeadsAtAsync(string tenant, long upTo)
    {
        var heads = new SortedDictionary<EntityKey, (long Version, string Hash)>();
        var after = 0L;
        while (true)
        {
            var page = await log.ReadFeedAsync(tenant, after, Page);
            foreach (var record in page.TakeWhile(record => record.Sequence <= upTo))
            {
                heads[record.Key] = (record.Record.Version, record.Record.Hash);
            }

            if (page.Count < Page || page[^1].Sequence > upTo)
            {
                return heads.Select(head => new ChainHead(head.Key, head.Value.Version, head.Value.Hash));
            }

            after = page[^1].Sequence;
        }
    }

    private sealed record Claim(string Tenant, CheckpointStatement Statement, string Signature);
}
