using Collections.Runtime.Ports;
using Npgsql;

namespace Collections.Storage.Postgres;

/// <summary>
/// A batch of commits as the arrays that the function commit_batch takes: known entities first, by row, then new ones,
/// by key, so that writers that meet lock rows in one order.
/// </summary>
internal sealed class CommitArrays
{
    private readonly long[] _row;
    private readonly bool[] _new;
    private readonly long[] _expected;
    private readonly long[] _version;
    private readonly long[] _last;
    private readonly long?[] _appended;
    private readonly long[] _configuration;
    private readonly long?[] _wake;
    private readonly long[] _amount;
    private readonly int?[] _day;
    private readonly short[] _shard;
    private readonly byte[][] _hash;
    private readonly string?[][] _texts = new string?[9][];
    private readonly ReadOnlyMemory<byte>[] _snapshot;
    private readonly RecordArrays _records = new();
    private readonly SideArrays _sides = new();
    private readonly ListArrays _lists = new();
    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);

    /// <param name="commits">In the order of <see cref="Ordered"/>.</param>
    /// <param name="newRows">The first of as many row numbers as there are new entities.</param>
    public CommitArrays(IReadOnlyList<Commit> commits, long newRows)
    {
        var count = commits.Count;
        (_row, _new, _expected, _version) = (new long[count], new bool[count], new long[count], new long[count]);
        (_last, _appended, _configuration) = (new long[count], new long?[count], new long[count]);
        (_wake, _amount, _day, _shard) = (new long?[count], new long[count], new int?[count], new short[count]);
        (_hash, _snapshot) = (new byte[count][], new ReadOnlyMemory<byte>[count]);
        for (var text = 0; text < _texts.Length; text++)
        {
            _texts[text] = new string?[count];
        }

        for (var place = 0; place < count; place++)
        {
            var commit = commits[place];
            _new[place] = commit.Handle.Row == 0;
            _row[place] = _new[place] ? newRows++ : commit.Handle.Row;
            Add(place, commit);
            _records.Add(place + 1, commit);
            _sides.Add(place + 1, commit);
            _lists.Add(place + 1, commit);
            Know(commit);
        }

        _sides.Order();
        _lists.Order();
    }

    /// <summary>The positions of a batch's commits in the order in which they are written.</summary>
    public static List<int> Ordered(IReadOnlyList<Commit> commits, IEnumerable<int> positions) =>
    [
        .. positions
            .OrderBy(position => commits[position].Handle.Row == 0)
            .ThenBy(position => commits[position].Handle.Row)
            .ThenBy(position => commits[position].Key),
    ];

    /// <summary>The handle of a commit that was written.</summary>
    /// <param name="place">Its position, from 0.</param>
    /// <param name="sequenceBase">The sequence before the batch's first record.</param>
    public StoreHandle Handle(int place, long sequenceBase) =>
        new(_row[place], _appended[place] is { } appended ? sequenceBase + appended : _last[place]);

    /// <summary>All arrays, in the order of the function's parameters.</summary>
    public IEnumerable<NpgsqlParameter> Parameters() =>
    [
        Parameter.Of(_row), Parameter.Of(_new), Parameter.Of(_expected), Parameter.Of(_version), Parameter.Of(_last),
        Parameter.Of(_appended), Parameter.Of(_configuration), Parameter.Of(_wake), Parameter.Of(_amount),
        Parameter.Of(_day), Parameter.Of(_shard), Parameter.Of(_hash), .. _texts.Select(Parameter.Of),
        Parameter.Of(_snapshot), .. _records.Parameters(), .. _sides.Parameters(),
        .. _lists.Parameters(), Parameter.Of([.. _known.Keys]), Parameter.Of([.. _known.Values]),
    ];

    private void Know(Commit commit)
    {
        if (commit.PublicationsKnown < long.MaxValue)
        {
            var tenant = commit.Key.Tenant;
            _known[tenant] = Math.Min(commit.PublicationsKnown, _known.GetValueOrDefault(tenant, long.MaxValue));
        }
    }

    private void Add(int place, Commit commit)
    {
        var (key, row) = (commit.Key, commit.Row);
        _expected[place] = commit.ExpectedVersion;
        _version[place] = commit.Version;
        _last[place] = commit.Handle.LastRecord;
        _appended[place] = commit.Records.Count == 0 ? null : _records.Count + commit.Records.Count;
        _configuration[place] = commit.Configuration;
        _wake[place] = commit.Wake?.ToUnixTimeMilliseconds();
        _amount[place] = row.AmountMinor;
        _day[place] = RowFormat.Number(row.Day);
        _shard[place] = PostgresShards.Of(key);
        _hash[place] = Convert.FromHexString(commit.Hash);
        _snapshot[place] = commit.Snapshot;
        string?[] texts =
        [
            key.Tenant, key.Kind, key.Id, row.Status, row.Person, row.Parent, row.Currency, row.Zone,
            RowFormat.Labels(row.Labels),
        ];
        for (var text = 0; text < texts.Length; text++)
        {
            _texts[text][place] = texts[text];
        }
    }
}
