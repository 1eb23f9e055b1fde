using System.Globalization;
using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>A condition that the passing of time alone never changes.</summary>
internal abstract class TimelessCondition : Condition
{
    /// <inheritdoc/>
    internal sealed override LocalDate NextCandidate(in AccountDay day) => AgeSpan.Never;
}

/// <summary><c>tag</c>: the account carries it.</summary>
internal sealed class HasTag(string tag) : TimelessCondition
{
    /// <inheritdoc/>
    public override string Text { get; } = $"tag: {tag}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day)
    {
        var tags = day.Facts.Tags;
        for (var i = 0; i < tags.Count; i++)
        {
            if (tags[i] == tag)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) =>
        day.Facts.Tags.Count == 0 ? "no tags" : string.Join(", ", day.Facts.Tags);
}

/// <summary><c>creditRating</c>: false for every comparison when there is no rating.</summary>
internal sealed class CreditRating(NumberComparison[] comparisons) : TimelessCondition
{
    /// <inheritdoc/>
    public override string Text { get; } = $"creditRating: {{ {ComparisonText.Join(comparisons)} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) =>
        day.Facts.CreditRating is { } rating && NumberComparison.AllHold(comparisons, rating);

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) =>
        day.Facts.CreditRating?.ToString(CultureInfo.InvariantCulture) ?? "no rating";
}

/// <summary>One text of the account is among those listed; an account without it is not.</summary>
/// <param name="name">The condition's name, e.g. <c>tier</c>.</param>
/// <param name="values">The listed values.</param>
/// <param name="read">Gets the account's value.</param>
/// <param name="comparer">How values compare.</param>
internal sealed class OneOf(
    string name, IReadOnlyList<string> values, Func<OverdueFacts, string?> read, StringComparer comparer)
    : TimelessCondition
{
    private readonly HashSet<string> _values = new(values, comparer);

    /// <inheritdoc/>
    public override string Text { get; } = $"{name}: {{ in: [{string.Join(", ", values)}] }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => read(day.Facts) is { } value && _values.Contains(value);

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => read(day.Facts) ?? "none";
}

/// <summary>A yes or no of the account is as the policy asks.</summary>
/// <param name="name">The condition's name, e.g. <c>disputedDebt</c>.</param>
/// <param name="expected">What the policy asks for.</param>
/// <param name="read">Gets the account's answer.</param>
internal sealed class Flag(string name, bool expected, Func<OverdueFacts, bool> read) : TimelessCondition
{
    /// <inheritdoc/>
    public override string Text { get; } = $"{name}: {Word(expected)}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => read(day.Facts) == expected;

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => Word(read(day.Facts));

    private static string Word(bool value) => value ? "true" : "false";
}
