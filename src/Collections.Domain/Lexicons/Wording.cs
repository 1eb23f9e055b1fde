namespace Collections.Domain.Lexicons;

/// <summary>Finds forbidden wording in texts.</summary>
public static class Wording
{
    /// <summary>
    /// The forbidden wording of a text, each term once, in the order of the terms. Terms written with spaces between
    /// words count in texts of their language and as whole words; others count in every text, wherever they stand.
    /// </summary>
    /// <param name="text">The text, without template tags.</param>
    /// <param name="language">BCP 47 tag of its language.</param>
    /// <param name="terms">The terms in force.</param>
    public static IReadOnlyList<WordingHit> Find(string text, string language, IEnumerable<ForbiddenTerm> terms)
    {
        var plain = PlainText.Of(text);
        var hits = new List<WordingHit>();
        foreach (var term in terms)
        {
            if (term.IsSound && Holds(plain, language, term))
            {
                hits.Add(new WordingHit(term.Term, term.Kind));
            }
        }

        return [.. hits.Distinct()];
    }

    private static bool Holds(PlainText text, string language, ForbiddenTerm term) => term.Plain.IsSpaced
        ? IsOf(language, term.Language) && text.Words.Contains(term.Plain.Words, StringComparison.Ordinal)
        : text.Dense.Contains(term.Plain.Dense, StringComparison.Ordinal);

    private static bool IsOf(string language, string? wanted) =>
        wanted is null || string.Equals(Primary(language), Primary(wanted), StringComparison.OrdinalIgnoreCase);

    private static string Primary(string tag) => tag.Split('-')[0];
}
