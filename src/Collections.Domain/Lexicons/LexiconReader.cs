using Collections.Kernel.Documents;

namespace Collections.Domain.Lexicons;

/// <summary>
/// Reads a lexicon: <c>{ language, threat: [..], insult: [..], harassment: [..] }</c>, each a list of words and
/// phrases; without a language they count in every one. A file also names <c>lexicon</c>, <c>source</c> and
/// <c>needsLegalReview</c>.
/// </summary>
public static class LexiconReader
{
    /// <summary>Most terms of one kind: each text is compared with all of them.</summary>
    public const int TermsMax = 500;

    /// <summary>Longest term, in characters.</summary>
    public const int TermLengthMax = 100;

    private const int TextLengthMax = 1_000;

    private static readonly WordingKind[] Kinds = [WordingKind.Threat, WordingKind.Insult, WordingKind.Harassment];

    /// <summary>The terms; empty when absent or at fault, and then the cursor's list has the faults.</summary>
    /// <param name="field">The lexicon; null for none.</param>
    public static IReadOnlyList<ForbiddenTerm> Read(NodeCursor? field)
    {
        if (field?.AsMap("lexicon", "language", "source", "needsLegalReview", "threat", "insult", "harassment")
            is not { } map)
        {
            return [];
        }

        _ = map["lexicon"]?.AsText(TextLengthMax);
        _ = map["source"]?.AsText(TextLengthMax);
        _ = map["needsLegalReview"]?.AsFlag();
        var language = map["language"]?.AsText(TermLengthMax);
        return [.. Kinds.SelectMany(kind => Terms(map[Word(kind)], kind, language))];
    }

    private static IEnumerable<ForbiddenTerm> Terms(NodeCursor? field, WordingKind kind, string? language)
    {
        if (field is not { } list || list.AsTexts(TermsMax, TermLengthMax) is not { } texts)
        {
            yield break;
        }

        foreach (var text in texts)
        {
            var term = new ForbiddenTerm(text, kind, language);
            if (term.IsSound)
            {
                yield return term;
            }
            else
            {
                list.Faults.Error(list, "term_empty", $"'{text}' has neither letters nor digits.");
            }
        }
    }

    private static string Word(WordingKind kind) => kind switch
    {
        WordingKind.Threat => "threat",
        WordingKind.Insult => "insult",
        _ => "harassment",
    };
}
