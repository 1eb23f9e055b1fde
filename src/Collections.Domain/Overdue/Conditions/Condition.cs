using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>
/// A condition of a policy, compiled when the policy is read: a small tree whose leaves each look at one thing.
/// </summary>
public abstract class Condition
{
    /// <summary>The condition as a policy writes it, on one line.</summary>
    public abstract string Text { get; }

    /// <summary>The text.</summary>
    public sealed override string ToString() => Text;

    /// <summary>Whether it holds.</summary>
    internal abstract bool Holds(in AccountDay day);

    /// <summary>
    /// The first later day on which the passing of time may make it hold or no longer hold: never too late, perhaps too
    /// early (then the caller looks again from there). The calendar's last day stands for never.
    /// </summary>
    internal abstract LocalDate NextCandidate(in AccountDay day);

    /// <summary>Adds what each leaf saw.</summary>
    internal virtual void Explain(in AccountDay day, List<ConditionFinding> findings) =>
        findings.Add(new ConditionFinding(Text, Saw(day), Holds(day)));

    /// <summary>What it saw, for a person.</summary>
    internal abstract string Saw(in AccountDay day);
}

/// <summary>What one condition saw.</summary>
/// <param name="Condition">The condition as the policy writes it.</param>
/// <param name="Saw">The value it looked at.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record ConditionFinding(string Condition, string Saw, bool Holds);
