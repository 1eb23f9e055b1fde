using System.Text;
using System.Text.Unicode;

namespace Collections.Gateways.Import;

/// <summary>
/// The fields of one record after another, found in its bytes without copying them. A field is valid until the next one
/// is asked for.
/// </summary>
public sealed class CsvFields
{
    private const byte Comma = (byte)',';
    private const byte Quote = (byte)'"';

    private CsvRow _row;
    private FieldPlace[] _places = new FieldPlace[32];
    private byte[] _unescaped = [];
    private int _count;
    private int _asked;
    private bool _quoteFault;

    /// <summary>Why the record as a whole cannot be taken; null when it can.</summary>
    public RejectedRow? Fault { get; private set; }

    /// <summary>Takes up a record.</summary>
    public void Read(CsvRow row)
    {
        _row = row;
        _count = 0;
        _asked = 0;
        _quoteFault = false;
        Split(row.Bytes.Span);
        Fault = FaultOf();
    }

    /// <summary>The bytes of a column's field; empty when the file lacks the column.</summary>
    public ReadOnlySpan<byte> this[string column]
    {
        get
        {
            var position = _row.Layout.PositionOf(IndexOf(column));
            return position < 0 ? [] : At(position);
        }
    }

    /// <summary>The text of a column's field.</summary>
    public string Text(string column) => Encoding.UTF8.GetString(this[column]);

    /// <summary>The texts of all fields, in order: a header.</summary>
    internal List<string> All() => [.. Enumerable.Range(0, _count).Select(i => Encoding.UTF8.GetString(At(i)))];

    private ReadOnlySpan<byte> At(int position)
    {
        var place = _places[position];
        var bytes = _row.Bytes.Span[place.Start..place.End];
        return place.HasDoubledQuotes ? Unescape(bytes) : bytes;
    }

    /// <summary>Columns are mostly asked for in their order, so the look goes on from the last one.</summary>
    private int IndexOf(string column)
    {
        var columns = _row.Layout.Columns;
        for (var tried = 0; tried < columns.Count; tried++)
        {
            var index = _asked;
            _asked = _asked + 1 == columns.Count ? 0 : _asked + 1;
            if (columns[index] == column)
            {
                return index;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(column), column, "The schema lists every column that is read.");
    }

    private void Split(ReadOnlySpan<byte> record)
    {
        var at = 0;
        do
        {
            at = at < record.Length && record[at] == Quote ? Quoted(record, at + 1) : Plain(record, at);
        }
        while (at <= record.Length);
    }

    /// <summary>A field without quotes; returns where the next one starts, beyond the end after the last.</summary>
    private int Plain(ReadOnlySpan<byte> record, int start)
    {
        var length = record[start..].IndexOfAny(Comma, Quote);
        if (length >= 0 && record[start + length] == Quote)
        {
            _quoteFault = true;
            length = record[start..].IndexOf(Comma);
        }

        var end = length < 0 ? record.Length : start + length;
        Add(new FieldPlace(start, end, HasDoubledQuotes: false));
        return end + 1;
    }

    private int Quoted(ReadOnlySpan<byte> record, int start)
    {
        var doubled = false;
        var end = start;
        while (true)
        {
            var next = record[end..].IndexOf(Quote);
            if (next < 0)
            {
                _quoteFault = true;
                Add(new FieldPlace(start, record.Length, doubled));
                return record.Length + 1;
            }

            end += next;
            if (end + 1 == record.Length || record[end + 1] != Quote)
            {
                break;
            }

            doubled = true;
            end += 2;
        }

        Add(new FieldPlace(start, end, doubled));
        if (end + 1 == record.Length || record[end + 1] == Comma)
        {
            return end + 2;
        }

        _quoteFault = true;
        var comma = record[(end + 1)..].IndexOf(Comma);
        return comma < 0 ? record.Length + 1 : end + 1 + comma + 1;
    }

    private void Add(FieldPlace place)
    {
        if (_count == _places.Length)
        {
            Array.Resize(ref _places, _places.Length * 2);
        }

        _places[_count++] = place;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> field)
    {
        if (_unescaped.Length < field.Length)
        {
            _unescaped = new byte[field.Length];
        }

        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            _unescaped[length++] = field[i];
            i += field[i] == Quote ? 1 : 0;
        }

        return _unescaped.AsSpan(0, length);
    }

    private RejectedRow? FaultOf()
    {
        if (_quoteFault)
        {
            return new RejectedRow(
                _row.Line, string.Empty, "csv_quote", "A quote stands where RFC 4180 allows none.");
        }

        if (_count != _row.Layout.Width)
        {
            return new RejectedRow(
                _row.Line,
                string.Empty,
                "field_count",
                $"The row has {_count} fields, the header {_row.Layout.Width}.");
        }

        return Utf8.IsValid(_row.Bytes.Span)
            ? null
            : new RejectedRow(_row.Line, string.Empty, "encoding", "The row is not valid UTF-8.");
    }

    private readonly record struct FieldPlace(int Start, int End, bool HasDoubledQuotes);
}
