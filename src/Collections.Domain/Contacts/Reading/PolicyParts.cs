using Collections.Kernel.Documents;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Contacts;

/// <summary>Parts that readers of contact policies share.</summary>
internal static class PolicyParts
{
    /// <summary>Longest name and code.</summary>
    public const int NameLengthMax = 64;

    /// <summary>Longest text for people.</summary>
    public const int TextLengthMax = 1_000;

    /// <summary>Most items of a list of names.</summary>
    public const int NamesMax = 100;

    /// <summary>A list of codes, written as a list or as one code; null when absent or at fault.</summary>
    public static IReadOnlyList<string>? Codes(NodeCursor? field)
    {
        if (field is not { } present)
        {
            return null;
        }

        if (present.Node is Node.Scalar)
        {
            return present.AsText(NameLengthMax) is { } one ? [one] : null;
        }

        return present.AsTexts(NamesMax, NameLengthMax);
    }

    /// <summary>The index of the text in a closed list of words, in any case.</summary>
    public static int? Word(NodeCursor field, params ReadOnlySpan<string> words)
    {
        if (field.Node is Node.Scalar { Text: { } text })
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (string.Equals(words[i], text, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        field.Faults.Error(field, "not_one_of", $"One of these is expected here: {string.Join(", ", words!)}.");
        return null;
    }

    /// <summary>A date; null when absent or at fault.</summary>
    public static LocalDate? Date(NodeCursor? field)
    {
        if (field is not { } present || present.AsText(NameLengthMax) is not { } text)
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date))
        {
            return date;
        }

        present.Faults.Error(present, "not_a_date", "A date YYYY-MM-DD is expected here.");
        return null;
    }

    /// <summary>The items of a list that could be read.</summary>
    public static IReadOnlyList<T> Items<T>(NodeCursor? field, Func<NodeCursor, T?> read)
        where T : class =>
        field?.AsList(ContactRuleSet.RulesMax) is { } items ? [.. items.Select(read).OfType<T>()] : [];
}
