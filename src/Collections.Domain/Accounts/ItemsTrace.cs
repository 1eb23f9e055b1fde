using System.Runtime.InteropServices;
using System.Text.Json;

namespace Collections.Domain.Accounts;

/// <summary>Notes where the items of a list stand while it is read. The default notes nothing.</summary>
internal ref struct ItemsTrace
{
    private const int UsualCount = 8;

    private readonly ref readonly byte _first;
    private readonly int _start;
    private Range[]? _places;

    private ItemsTrace(in Utf8JsonReader reader)
    {
        _first = ref MemoryMarshal.GetReference(reader.ValueSpan);
        _start = (int)reader.TokenStartIndex;
        _places = new Range[UsualCount];
    }

    /// <summary>
    /// Begins a list. The document must be in one piece: then a reader has no position, and a token's bytes lie among
    /// those of the document.
    /// </summary>
    /// <param name="reader">At the beginning of the list.</param>
    public static ItemsTrace Of(in Utf8JsonReader reader) =>
        reader.Position.Equals(default) ? new ItemsTrace(reader) : default;

    /// <summary>An item was read.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="start">Where its first token started.</param>
    /// <param name="reader">At its last token.</param>
    public void Note(int number, long start, in Utf8JsonReader reader)
    {
        if (_places is null)
        {
            return;
        }

        if (number == _places.Length)
        {
            Array.Resize(ref _places, number * 2);
        }

        _places[number] = ((int)start - _start)..((int)reader.BytesConsumed - _start);
    }

    /// <summary>What the items were read from; null when nothing was noted.</summary>
    /// <param name="items">The items.</param>
    /// <param name="converter">Who read them.</param>
    /// <param name="reader">At the end of the list.</param>
    public readonly ItemsOrigin<T>? OriginOf<T>(T[] items, object converter, in Utf8JsonReader reader)
    {
        if (_places is null || items.Length == 0)
        {
            return null;
        }

        var json = MemoryMarshal.CreateReadOnlySpan(in _first, (int)reader.BytesConsumed - _start);
        return new ItemsOrigin<T>(converter, items, json.ToArray(), _places);
    }
}
