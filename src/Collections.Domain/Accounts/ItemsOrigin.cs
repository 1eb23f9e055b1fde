namespace Collections.Domain.Accounts;

/// <summary>
/// The bytes that the items of a list were read from. A command changes one or two of an account's items: each of the
/// others is still the object that was read, and is written as it stood.
/// </summary>
/// <typeparam name="T">The item.</typeparam>
/// <param name="converter">Who read them; another one may write them in another way.</param>
/// <param name="items">The items as they were read.</param>
/// <param name="document">The document they stood in.</param>
/// <param name="places">Where each stood in it.</param>
internal sealed class ItemsOrigin<T>(object converter, T[] items, byte[] document, Range[] places)
{
    /// <summary>Items that may have gone between two that stayed; beyond that the search is not worth it.</summary>
    private const int LookAhead = 16;

    /// <summary>Whether they were read by that converter, which is that of one property of a state.</summary>
    public bool IsOf(object other) => ReferenceEquals(converter, other);

    /// <summary>The bytes of an item; empty when it is not found among those that were read.</summary>
    /// <param name="item">The item.</param>
    /// <param name="from">
    /// Where the search starts, and afterwards where the next one does: items mostly keep their order.
    /// </param>
    public ReadOnlySpan<byte> BytesOf(T item, ref int from)
    {
        var end = Math.Min(items.Length, from + LookAhead);
        for (var place = from; place < end; place++)
        {
            if (ReferenceEquals(items[place], item))
            {
                from = place + 1;
                return document.AsSpan(places[place]);
            }
        }

        return [];
    }
}
