using System.Text.Json;

namespace Collections.Domain.Accounts;

/// <summary>Notes where the items of a list stand while it is read. The default notes nothing.</summary>
internal ref struct ItemsTrace
{
    private const int UsualCount = 4;

    private readonly byte[] _document;
    private readonly int _start;
    private Range[]? _places;

    private ItemsTrace(byte[] document, int start)
    {
        (_document, _start) = (document, start);
        _places = new Range[UsualCount];
    }

    /// <summary>
    /// Begins a list. Only of a document in one array is it known where it lies: such a reader's position names the
    /// array. It is kept as long as the items are, and nobody may write to it any more.
    /// </summary>
    /// <param name="reader">At the beginning of the list.</param>
    public static ItemsTrace Of(in Utf8JsonReader reader)
    {
        var position = reader.Position;
        return position.GetObject() is byte[] document
            ? new ItemsTrace(document, position.GetInteger() - (int)reader.BytesConsumed)
            : default;
    }

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

        _places[number] = (_start + (int)start)..(_start + (int)reader.BytesConsumed);
    }

    /// <summary>What the items were read from; null when nothing was noted.</summary>
    /// <param name="items">The items.</param>
    /// <param name="converter">Who read them.</param>
    public readonly ItemsOrigin<T>? OriginOf<T>(T[] items, object converter) =>
        _places is null || items.Length == 0 ? null : new ItemsOrigin<T>(converter, items, _document, _places);
}
