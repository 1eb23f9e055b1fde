using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Collections.Domain.Accounts;

/// <summary>
/// An immutable list with value equality: two records that hold equal lists are equal, and the default is the empty
/// list, so that snapshots leave empty lists out.
/// </summary>
/// <typeparam name="T">The item.</typeparam>
[JsonConverter(typeof(ItemsConverter))]
[CollectionBuilder(typeof(Items), nameof(Items.Create))]
public readonly struct Items<T> : IReadOnlyList<T>, IEquatable<Items<T>>
{
    private readonly T[]? _items;

    /// <summary>A list over an array that nobody else keeps.</summary>
    /// <param name="items">The items.</param>
    /// <param name="origin">What some of them were read from; null when that is not known.</param>
    internal Items(T[] items, ItemsOrigin<T>? origin = null)
    {
        _items = items.Length == 0 ? null : items;
        Origin = _items is null ? null : origin;
    }

    /// <summary>What some of the items were read from; null when that is not known.</summary>
    internal ItemsOrigin<T>? Origin { get; }

    /// <inheritdoc/>
    public int Count => _items?.Length ?? 0;

    /// <inheritdoc/>
    public T this[int index] => Span[index];

    /// <summary>The items without copying.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <summary>Whether both hold equal items in the same order.</summary>
    public static bool operator ==(Items<T> left, Items<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Items<T> left, Items<T> right) => !left.Equals(right);

    /// <summary>The list with one more item at the end.</summary>
    public Items<T> Add(T item) => new([.. Span, item], Origin);

    /// <summary>The list with one more item at a place.</summary>
    public Items<T> Insert(int index, T item) => new([.. Span[..index], item, .. Span[index..]], Origin);

    /// <summary>The list with another item at a place.</summary>
    public Items<T> With(int index, T item)
    {
        T[] copy = [.. Span];
        copy[index] = item;
        return new(copy, Origin);
    }

    /// <summary>The list without the item at a place.</summary>
    public Items<T> Without(int index) => new([.. Span[..index], .. Span[(index + 1)..]], Origin);

    /// <summary>The list without the items that meet a condition.</summary>
    public Items<T> Without(Predicate<T> condition)
    {
        var kept = _items is null ? [] : Array.FindAll(_items, item => !condition(item));
        return kept.Length == Count ? this : new(kept, Origin);
    }

    /// <summary>The place of the first item that meets a condition; -1 when none does.</summary>
    public int IndexOf(Predicate<T> condition) => _items is null ? -1 : Array.FindIndex(_items, condition);

    /// <inheritdoc/>
    public bool Equals(Items<T> other) => ReferenceEquals(_items, other._items) || Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Items<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Span)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Walks the items without a heap enumerator.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();
}

/// <summary>Makes <see cref="Items{T}"/>.</summary>
public static class Items
{
    /// <summary>A list of these items; also what a collection expression calls.</summary>
    public static Items<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>A list of what a sequence gives.</summary>
    public static Items<T> ToItems<T>(this IEnumerable<T> source) => new([.. source]);
}
