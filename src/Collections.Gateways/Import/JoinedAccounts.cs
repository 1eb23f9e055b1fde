namespace Collections.Gateways.Import;

/// <summary>The accounts that any of several files names, in key order, with the number each file has for it.</summary>
internal sealed class JoinedAccounts
{
    private const int None = -1;

    private readonly IReadOnlyList<GatheredFile> _files;

    // One account after the other, a number per file.
    private readonly Blocks<int> _numbers = new();

    /// <summary>Joins what was read.</summary>
    public JoinedAccounts(IReadOnlyList<GatheredFile> files)
    {
        _files = files;
        var orders = files.Select(file => file.InKeyOrder()).ToList();
        var next = new int[files.Count];
        while (Least(orders, next) is var least and not None)
        {
            var id = IdAt(orders, next, least);
            Count++;
            for (var file = 0; file < next.Length; file++)
            {
                var isHere = next[file] < orders[file].Length && IdAt(orders, next, file).SequenceEqual(id);
                _numbers.Add(isHere ? orders[file][next[file]++] : None);
            }
        }
    }

    /// <summary>Accounts.</summary>
    public int Count { get; }

    /// <summary>The bytes of the id of the n-th account.</summary>
    public ReadOnlySpan<byte> IdAt(int place)
    {
        var file = 0;
        while (NumberAt(place, file) == None)
        {
            file++;
        }

        return _files[file].IdOf(NumberAt(place, file));
    }

    /// <summary>The rows of the n-th account in a file, in the file's order.</summary>
    public IEnumerable<CsvRow> RowsAt(int place, int file) =>
        NumberAt(place, file) is var number and not None ? _files[file].RowsOf(number) : [];

    private int NumberAt(int place, int file) => _numbers[(place * _files.Count) + file];

    private ReadOnlySpan<byte> IdAt(List<int[]> orders, int[] next, int file) =>
        _files[file].IdOf(orders[file][next[file]]);

    /// <summary>A file whose next account comes first; none when all are at their ends.</summary>
    private int Least(List<int[]> orders, int[] next)
    {
        var least = None;
        for (var file = 0; file < next.Length; file++)
        {
            if (next[file] < orders[file].Length
                && (least == None || IdAt(orders, next, file).SequenceCompareTo(IdAt(orders, next, least)) < 0))
            {
                least = file;
            }
        }

        return least;
    }
}
