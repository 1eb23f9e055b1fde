using Collections.Domain.Overdue.Conditions;

namespace Collections.Domain.Rules;

/// <summary>One rule of a policy: on which accounts and bills it hits, and which treatment a hit starts.</summary>
public sealed record PolicyRule
{
    /// <summary>Its name, unique in the policy: a bill remembers by it that the rule has started for it.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the policy, from 0: rules are looked at in this order.</summary>
    public required int Rank { get; init; }

    /// <summary>What must hold of the account.</summary>
    public required Condition When { get; init; }

    /// <summary>Which bills it takes.</summary>
    public required BillFilter Bills { get; init; }

    /// <summary>The template of the treatment that a hit starts.</summary>
    public required string Start { get; init; }

    /// <summary>Whether a hit ends the look at the rules.</summary>
    public bool Stop { get; init; }

    /// <summary>Whether it takes bills away from treatments that are under way.</summary>
    public bool Replace { get; init; }
}
