using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>The log records of a batch as arrays; their sequences follow their order.</summary>
internal sealed class RecordArrays
{
    private readonly List<int> _commit = [];
    private readonly List<bool> _follows = [];
    private readonly List<long> _version = [];
    private readonly List<long> _at = [];
    private readonly List<string> _tenant = [];
    private readonly List<byte[]> _hash = [];
    private readonly List<byte[]?> _messages = [];
    private readonly List<ReadOnlyMemory<byte>> _bytes = [];

    /// <summary>Records so far.</summary>
    public int Count => _commit.Count;

    /// <summary>Adds a commit's records.</summary>
    /// <param name="place">The commit's position in the batch, from 1.</param>
    /// <param name="commit">The commit.</param>
    public void Add(int place, Commit commit)
    {
        for (var index = 0; index < commit.Records.Count; index++)
        {
            var record = commit.Records[index];
            _commit.Add(place);
            _follows.Add(index > 0);
            _version.Add(record.Version);
            _at.Add(record.At.ToUnixTimeMilliseconds());
            _tenant.Add(commit.Key.Tenant);
            _hash.Add(Convert.FromHexString(record.Hash));
            _messages.Add(record.Messages.Count == 0 ? null : MessageBlob.Write(record.Messages));
            _bytes.Add(record.Bytes);
        }
    }

    public IEnumerable<NpgsqlParameter> Parameters() =>
    [
        Parameter.Of(_commit.ToArray()), Parameter.Of(_follows.ToArray()), Parameter.Of(_version.ToArray()),
        Parameter.Of(_at.ToArray()), Parameter.Of(_tenant.ToArray()), Parameter.Of(_hash.ToArray()),
        Parameter.Of(_messages.ToArray()), Parameter.Of(_bytes.ToArray()),
    ];
}
