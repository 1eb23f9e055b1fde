namespace Collections.Architecture.Tests.Rules;

/// <summary>How a rule fails: with every violation on a line of its own.</summary>
internal static class Rule
{
    /// <summary>Requires that nothing violates the rule.</summary>
    public static void Holds(IReadOnlyList<string> violations) =>
        Assert.True(violations.Count == 0, string.Join('\n', violations.Prepend($"{violations.Count} violations:")));
}
