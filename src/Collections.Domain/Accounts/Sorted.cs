namespace Collections.Domain.Accounts;

/// <summary>Sets of words as lists sorted ordinally.</summary>
public static class Sorted
{
    /// <summary>The set of some words.</summary>
    public static Items<string> Of(IEnumerable<string> words) =>
        words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToItems();

    /// <summary>Whether a word is in the set.</summary>
    public static bool Has(Items<string> set, string word) => set.Span.BinarySearch(word, StringComparer.Ordinal) >= 0;

    /// <summary>The set with a word.</summary>
    public static Items<string> Add(Items<string> set, string word)
    {
        var place = set.Span.BinarySearch(word, StringComparer.Ordinal);
        return place >= 0 ? set : set.Insert(~place, word);
    }

    /// <summary>The set without a word.</summary>
    public static Items<string> Remove(Items<string> set, string word)
    {
        var place = set.Span.BinarySearch(word, StringComparer.Ordinal);
        return place < 0 ? set : set.Without(place);
    }
}
