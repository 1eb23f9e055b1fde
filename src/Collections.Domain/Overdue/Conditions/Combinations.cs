using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>All parts hold; without parts it always holds.</summary>
/// <param name="parts">The parts, in the file's order.</param>
internal sealed class AllOf(Condition[] parts) : Condition
{
    /// <inheritdoc/>
    public override string Text => Combined.Text("all", parts);

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(day))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day) => Combined.NextCandidate(parts, day);

    /// <inheritdoc/>
    internal override void Explain(in AccountDay day, List<ConditionFinding> findings) =>
        Combined.Explain(parts, day, findings);

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => Combined.Saw(parts, day);
}

/// <summary>At least one part holds; without parts it never does.</summary>
/// <param name="parts">The parts, in the file's order.</param>
internal sealed class AnyOf(Condition[] parts) : Condition
{
    /// <inheritdoc/>
    public override string Text => Combined.Text("any", parts);

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day)
    {
        foreach (var part in parts)
        {
            if (part.Holds(day))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day) => Combined.NextCandidate(parts, day);

    /// <inheritdoc/>
    internal override void Explain(in AccountDay day, List<ConditionFinding> findings) =>
        Combined.Explain(parts, day, findings);

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => Combined.Saw(parts, day);
}

/// <summary>The part does not hold. It explains itself as one finding, so that a reader never meets a bare leaf whose
/// answer counts the other way round.</summary>
/// <param name="part">The part.</param>
internal sealed class Not(Condition part) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } = $"not: {{ {part.Text} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => !part.Holds(day);

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day) => part.NextCandidate(day);

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => part.Saw(day);
}

/// <summary>What all and any have in common.</summary>
internal static class Combined
{
    internal static string Text(string word, Condition[] parts) =>
        parts.Length == 0
            ? $"{word}: []"
            : $"{word}: [ {string.Join(", ", parts.Select(part => $"{{ {part.Text} }}"))} ]";

    internal static LocalDate NextCandidate(Condition[] parts, in AccountDay day)
    {
        var next = AgeSpan.Never;
        foreach (var part in parts)
        {
            next = AgeSpan.Earlier(next, part.NextCandidate(day));
        }

        return next;
    }

    internal static void Explain(Condition[] parts, in AccountDay day, List<ConditionFinding> findings)
    {
        foreach (var part in parts)
        {
            part.Explain(day, findings);
        }
    }

    internal static string Saw(Condition[] parts, in AccountDay day)
    {
        var seen = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            seen[i] = parts[i].Saw(day);
        }

        return seen.Length == 0 ? "nothing" : string.Join("; ", seen);
    }
}
