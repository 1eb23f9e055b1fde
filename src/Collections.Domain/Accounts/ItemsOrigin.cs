namespace Collections.Domain.Accounts;

/// <summary>
/// The bytes that the items of a list were read from. A command changes one or two of an account's items: each of the
/// others is still the object that was read, and is written as it stood.
/// </summary>
/// <typeparam name="T">The item.</typeparam>
/// <param name="converter">Who read them; another one may write them in another way.</param>
/// <param name="items">The items as they were read.</param>
/// <param name="json">The list they stood in.</param>
/// <param name="places">Where each stood in it.</param>
internal sealed class ItemsOrigin<T>(object converter, T[] items, byte[] json, Range[] places)
{
    /// <summary>Whether they were read by that converter, so that it writes the same bytes.</summary>
    public bool IsOf(object other) => ReferenceEquals(converter, other);

    /// <summary>The bytes of an item; empty when it is not one of those that were read.</summary>
    /// <param name="item">The item.</param>
    /// <param name="from">
    /// Where the search starts, and afterwards where the next one does: items mostly keep their order.
    /// </param>
    public ReadOnlySpan<byte> BytesOf(T item, ref int from)
    {
        for (var place = from; place < items.Length; place++)
        {
            if (ReferenceEquals(items[place], item))
            {
                from = place + 1;
                return json.AsSpan(places[place]);
            }
        }

        return [];
    }
}
