using System.Text.RegularExpressions;

namespace Collections.Domain.Notices;

/// <summary>A part of a call script as it is said.</summary>
/// <param name="Part">Its name, one of <see cref="CallScript.Parts"/>.</param>
/// <param name="Text">What is said.</param>
public sealed record ScriptPart(string Part, string Text);

/// <summary>
/// What is said on a call, by people and machines: the text of a template's channel <c>script</c>, made of parts that
/// begin with their name in brackets on a line of its own, <c>[greeting]</c>. Every part has to be there, in order: who
/// calls, what for, that the call is recorded and what becomes of the data come before the customer is verified, and
/// nothing of his account is said before he is.
/// </summary>
public static partial class CallScript
{
    /// <summary>The channel of a template under which scripts stand.</summary>
    public const string Channel = "script";

    private const string Facts = "facts";

    // Names of the vocabulary that tell something of the account.
    private static readonly HashSet<string> OfAccount = new(
        NoticeVocabulary.Names.Except(["company", "name", "today"]).Concat(NoticeVocabulary.BillNames),
        StringComparer.Ordinal);

    /// <summary>The parts, in the order in which they are said.</summary>
    public static IReadOnlyList<string> Parts { get; } =
        ["greeting", "identity", "purpose", "recording", "data", "verify", Facts, "options", "confirm", "closing"];

    /// <summary>
    /// What is wrong with a script: <c>script_part_unknown</c>, <c>script_part_missing</c>, <c>script_part_order</c>,
    /// <c>script_part_empty</c>, and <c>script_discloses_early</c> for what is told before the customer is verified.
    /// </summary>
    public static IReadOnlyList<SyntaxFault> FaultsOf(string body)
    {
        var parts = Split(body);
        var faults = new List<SyntaxFault>();
        foreach (var (part, text) in parts)
        {
            if (!Parts.Contains(part))
            {
                faults.Add(new("script_part_unknown", $"'{part}' is no part of a script."));
            }
            else if (text.Length == 0)
            {
                faults.Add(new("script_part_empty", $"The part '{part}' says nothing."));
            }
        }

        List<string> known = [.. parts.Select(part => part.Part).Where(Parts.Contains)];
        faults.AddRange(Parts.Except(known).Select(missing => new SyntaxFault(
            "script_part_missing", $"The part '{missing}' is missing.")));
        if (!known.SequenceEqual(Parts.Where(known.Contains)))
        {
            faults.Add(new("script_part_order", $"The parts come in this order: {string.Join(", ", Parts)}."));
        }

        faults.AddRange(UntilVerified(parts)
            .SelectMany(part => Names(part.Text).Where(OfAccount.Contains).Select(name => new SyntaxFault(
                "script_discloses_early", $"'{name}' is told in '{part.Part}', before he is verified."))));
        return faults;
    }

    /// <summary>The share of the parts that a script has, percent, rounded down: its coverage.</summary>
    public static int Coverage(string body) =>
        100 * Split(body).Where(part => part.Text.Length > 0).Select(part => part.Part).Intersect(Parts).Count()
            / Parts.Count;

    /// <summary>
    /// The parts of a script, filled in or not, in order; what stands before the first one is left out.
    /// </summary>
    public static IReadOnlyList<ScriptPart> Split(string body)
    {
        var parts = new List<ScriptPart>();
        var heads = Head().Matches(body);
        for (var i = 0; i < heads.Count; i++)
        {
            var begins = heads[i].Index + heads[i].Length;
            var ends = i + 1 < heads.Count ? heads[i + 1].Index : body.Length;
            parts.Add(new ScriptPart(heads[i].Groups[1].Value, body[begins..ends].Trim()));
        }

        return parts;
    }

    /// <summary>The parts that may be said to somebody who is not verified yet.</summary>
    public static IEnumerable<ScriptPart> UntilVerified(IEnumerable<ScriptPart> parts) =>
        parts.TakeWhile(part => part.Part != Facts);

    private static IEnumerable<string> Names(string text) => Tag().Matches(text).Select(tag => tag.Groups[1].Value);

    [GeneratedRegex(@"^\[([A-Za-z]+)\][ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex Head();

    [GeneratedRegex(@"\{\{~?\{?\s*(?:[#/]?(?:if|unless|each)\s+)?(?:\.\./)*(@?[A-Za-z]+)")]
    private static partial Regex Tag();
}
