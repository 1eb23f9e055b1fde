namespace Collections.Gateways.Import;

/// <summary>Where the columns of a schema stand in one file, as its header says.</summary>
public sealed class CsvLayout
{
    private readonly int[] _positions;

    /// <summary>The layout of a header.</summary>
    /// <param name="schema">What the file holds.</param>
    /// <param name="header">The header's names, in order.</param>
    public CsvLayout(ImportSchema schema, IReadOnlyList<string> header)
    {
        Columns = [.. schema.Required, .. schema.Optional];
        Width = header.Count;
        Unknown = [.. header.Where(name => !Columns.Contains(name))];
        var names = header.ToList();
        _positions = [.. Columns.Select(column => names.IndexOf(column))];
    }

    /// <summary>Every column that is read, those the file lacks included.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Columns the import does not know; they are ignored.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Fields of a row.</summary>
    public int Width { get; }

    /// <summary>The place in a row of the n-th of <see cref="Columns"/>; negative when the file lacks it.</summary>
    public int PositionOf(int column) => _positions[column];
}
