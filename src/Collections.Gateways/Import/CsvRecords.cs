namespace Collections.Gateways.Import;

/// <summary>
/// Cuts a file into records: lines, except that a line end within quotes belongs to its field. A quote that nothing
/// closes spoils its own line only: reading goes on with the next one.
/// </summary>
internal sealed class CsvRecords(Stream file)
{
    /// <summary>
    /// Longest record: far beyond any row with fields of a few hundred characters. What has no end by then is cut, and
    /// its pieces are judged as rows.
    /// </summary>
    private const int RecordBytesMax = 1 << 20;

    private const int BufferBytes = 1 << 17;

    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private bool _atEndOfFile;
    private int _nextLine = 1;

    /// <summary>The record without its line end; valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Record { get; private set; }

    /// <summary>Line of its first character, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Bytes of the file that were taken up so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Passes over a byte-order mark at the file's start.</summary>
    public void SkipByteOrderMark()
    {
        while (_end - _start < 3 && Fill())
        {
        }

        _start += _buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Moves to the next record; false at the end of the file.</summary>
    public bool Read()
    {
        while (true)
        {
            var left = _buffer.AsSpan(_start, _end - _start);
            if (left.IsEmpty && _atEndOfFile)
            {
                return false;
            }

            if (TryCut(left, _atEndOfFile, out var length, out var next))
            {
                Record = _buffer.AsMemory(_start, length);
                Line = _nextLine;
                _nextLine += left[..length].Contains(Quote) ? LinesOf(left[..next]) : 1;
                _start += next;
                return true;
            }

            Fill();
        }
    }

    /// <summary>Reads on; what was not taken yet moves to the front.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = file.Read(_buffer, _end, _buffer.Length - _end);
        _atEndOfFile = read == 0;
        _end += read;
        BytesRead += read;
        return read > 0;
    }

    /// <summary>
    /// Finds the end of the first record; false when more must be read to know it. <paramref name="next"/> is where the
    /// record after it starts.
    /// </summary>
    private static bool TryCut(ReadOnlySpan<byte> bytes, bool isAll, out int length, out int next)
    {
        var mustEnd = isAll || bytes.Length >= RecordBytesMax;
        length = bytes.IndexOfAny(LineFeed, CarriageReturn);
        if (bytes[..(length < 0 ? bytes.Length : length)].Contains(Quote))
        {
            var closed = LineEndOutsideQuotes(bytes, isAll);
            if (closed < 0 && !mustEnd)
            {
                next = 0;
                return false;
            }

            length = closed < 0 ? length : closed;
        }

        if (length < 0 || length == bytes.Length)
        {
            length = next = bytes.Length;
            return mustEnd;
        }

        // A line feed after a carriage return belongs to it, if it can be seen yet.
        next = length + 1;
        if (bytes[length] == CarriageReturn && next == bytes.Length && !isAll)
        {
            return false;
        }

        next += bytes[length] == CarriageReturn && next < bytes.Length && bytes[next] == LineFeed ? 1 : 0;
        return true;
    }

    /// <summary>The first line end that is not within a quoted field; negative when there is none.</summary>
    private static int LineEndOutsideQuotes(ReadOnlySpan<byte> bytes, bool isAll)
    {
        var at = 0;
        while (true)
        {
            if (at < bytes.Length && bytes[at] == Quote)
            {
                at = AfterQuotes(bytes, at + 1);
                if (at < 0)
                {
                    return -1;
                }
            }

            var found = bytes[at..].IndexOfAny((byte)',', LineFeed, CarriageReturn);
            if (found < 0)
            {
                return isAll ? bytes.Length : -1;
            }

            at += found;
            if (bytes[at] != (byte)',')
            {
                return at;
            }

            at++;
        }
    }

    /// <summary>Where a quoted field has been closed; negative when it is not.</summary>
    private static int AfterQuotes(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            var quote = bytes[at..].IndexOf(Quote);
            if (quote < 0)
            {
                return -1;
            }

            at += quote + 1;
            if (at == bytes.Length || bytes[at] != Quote)
            {
                return at;
            }

            at++;
        }
    }

    private static int LinesOf(ReadOnlySpan<byte> bytes)
    {
        var lines = bytes.Count(LineFeed);
        var returns = bytes.Count(CarriageReturn);
        for (var at = 0; returns > 0; returns--)
        {
            // Alone it ends a line, before a line feed it is part of that line's end.
            at += bytes[at..].IndexOf(CarriageReturn) + 1;
            lines += at < bytes.Length && bytes[at] == LineFeed ? 0 : 1;
        }

        return lines;
    }
}
