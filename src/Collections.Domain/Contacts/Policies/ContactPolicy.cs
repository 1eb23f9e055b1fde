using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// When, how often and under what conditions persons may be contacted: one or more sets of rules that all have to
/// agree,
/// so that a policy can only be stricter than the presets it names. Immutable; read by
/// <see cref="ContactPolicyReader"/>.
/// </summary>
public sealed record ContactPolicy
{
    /// <summary>The name of the policy that catches every account no other policy is for.</summary>
    public const string DefaultName = "default";

    /// <summary>The name under which it was published.</summary>
    public required string Name { get; init; }

    /// <summary>The accounts it is for.</summary>
    public ContactAppliesTo AppliesTo { get; init; } = ContactAppliesTo.Everyone;

    /// <summary>The presets it names, each with those it names itself first, and then its own rules.</summary>
    public required IReadOnlyList<ContactRuleSet> Sets { get; init; }

    /// <summary>Whether any of its sets has not been checked by a lawyer.</summary>
    public bool NeedsLegalReview => Sets.Any(set => set.NeedsLegalReview);

    /// <summary>The sets that apply on a local day.</summary>
    public IEnumerable<ContactRuleSet> SetsOn(LocalDate day)
    {
        foreach (var set in Sets)
        {
            if (set.EffectiveFrom is not { } from || from <= day)
            {
                yield return set;
            }
        }
    }
}

/// <summary>A contact policy in effect.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Version">Its version within the name; 0 for the shipped one.</param>
/// <param name="EffectiveFrom">Since when; the earliest instant for the shipped one.</param>
public sealed record ContactPolicyVersion(ContactPolicy Policy, int Version, Instant EffectiveFrom);

/// <summary>
/// The accounts a contact policy is for: each dimension lists the values it takes, null is a dimension it does not look
/// at. An account without a value is outside every list.
/// </summary>
public sealed record ContactAppliesTo
{
    /// <summary>No dimension: every account.</summary>
    public static ContactAppliesTo Everyone { get; } = new();

    /// <summary>ISO 3166-1 alpha-2 codes of the tenant's country.</summary>
    public IReadOnlyList<string>? Country { get; init; }

    /// <summary>ISO 4217 codes of the account.</summary>
    public IReadOnlyList<string>? Currency { get; init; }

    /// <summary>Collection classes.</summary>
    public IReadOnlyList<string>? CollectionClass { get; init; }

    /// <summary>Divisions.</summary>
    public IReadOnlyList<string>? Division { get; init; }

    /// <summary>Regions.</summary>
    public IReadOnlyList<string>? Region { get; init; }

    /// <summary>How many dimensions it looks at: its specificity.</summary>
    public int Dimensions =>
        new[] { Country, Currency, CollectionClass, Division, Region }.Count(each => each is not null);
}
