using System.Collections.Frozen;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>
/// A condition of the user's own, written <c>custom: { name: ..., args: ... }</c>. It must be pure: the same facts and
/// day give the same answer, on every server and in every replay.
/// </summary>
public abstract class CustomCondition
{
    /// <summary>Whether it holds on a local day.</summary>
    public abstract bool Holds(OverdueFacts facts, LocalDate today);

    /// <summary>What it looked at, for the explanation.</summary>
    public abstract string Saw(OverdueFacts facts, LocalDate today);

    /// <summary>
    /// The first local day after <paramref name="after"/> on which time alone may change the answer, or an earlier one;
    /// null when the passing of time never does. Too late an answer makes accounts change late.
    /// </summary>
    public virtual LocalDate? NextChange(OverdueFacts facts, LocalDate after) => null;
}

/// <summary>Reads the <c>args</c> of an own condition (null when left out); records faults and gives null when they
/// make no sense.</summary>
public delegate CustomCondition? CustomConditionReader(NodeCursor? args, FaultList faults);

/// <summary>
/// The own conditions a build knows, by name. Part of what a configuration means, hence fixed at start.
/// </summary>
public sealed class CustomConditions
{
    private readonly FrozenDictionary<string, CustomConditionReader> _readers;

    /// <summary>A registry of these readers.</summary>
    public CustomConditions(IEnumerable<KeyValuePair<string, CustomConditionReader>> readers) =>
        _readers = readers.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>No own conditions.</summary>
    public static CustomConditions None { get; } = new([]);

    /// <summary>The known names, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _readers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The reader of a name; null when it is unknown.</summary>
    public CustomConditionReader? this[string name] => _readers.GetValueOrDefault(name);
}

/// <summary>An own condition as a leaf of the tree.</summary>
internal sealed class CustomLeaf(string name, Node? args, CustomCondition condition) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } = args is null
        ? $"custom: {{ name: {name} }}"
        : $"custom: {{ name: {name}, args: {JsonDocuments.Write(args)} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => condition.Holds(day.Facts, day.Today);

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day) =>
        condition.NextChange(day.Facts, day.Today) is { } next && next > day.Today ? next : AgeSpan.Never;

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => condition.Saw(day.Facts, day.Today);
}
