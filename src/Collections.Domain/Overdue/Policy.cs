using System.Collections.ObjectModel;
using Collections.Domain.Overdue.Conditions;
using Collections.Domain.Reminders;
using Collections.Domain.Rules;
using Collections.Domain.Treatments;

namespace Collections.Domain.Overdue;

/// <summary>
/// A version of an overdue policy: which accounts it is for, how it ages their bills, which overdue states they take,
/// which treatments its rules start and when it reminds. Immutable; read from a document by <see cref="PolicyReader"/>.
/// </summary>
public sealed record Policy
{
    /// <summary>The name of the policy that catches every account no other policy is for.</summary>
    public const string DefaultName = "default";

    /// <summary>The name under which the policy was published.</summary>
    public required string Name { get; init; }

    /// <summary>The accounts it is for.</summary>
    public AppliesTo AppliesTo { get; init; } = AppliesTo.Everyone;

    /// <summary>How bills age.</summary>
    public AgeBasis Age { get; init; } = AgeBasis.PastDue;

    /// <summary>The business calendar its steps use; null for none.</summary>
    public string? Calendar { get; init; }

    /// <summary>
    /// How often an account in CLEAR that owes something is looked at although nothing changed; null: never.
    /// </summary>
    public AgeSpan? ReviewEvery { get; init; }

    /// <summary>The states, most severe first.</summary>
    public IReadOnlyList<PolicyState> States { get; init; } = [];

    /// <summary>The rules in the order in which they are looked at.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; init; } = [];

    /// <summary>The treatments that rules start, by name.</summary>
    public IReadOnlyDictionary<string, TreatmentTemplate> Treatments { get; init; } =
        ReadOnlyDictionary<string, TreatmentTemplate>.Empty;

    /// <summary>Notices before bills fall due.</summary>
    public IReadOnlyList<ReminderLadder> Reminders { get; init; } = [];
}

/// <summary>What a state forbids.</summary>
[Flags]
public enum Blocks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Changes of services.</summary>
    Changes = 1,

    /// <summary>The service itself.</summary>
    Service = 2,

    /// <summary>Further billing.</summary>
    Billing = 4,
}

/// <summary>What happens to the services when a state is entered; never undone by leaving it.</summary>
public enum CancelServices
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>They end at once.</summary>
    Immediate,

    /// <summary>They end with the term that is paid.</summary>
    EndOfTerm,
}

/// <summary>One overdue state of a policy.</summary>
public sealed record PolicyState
{
    /// <summary>The name of having no overdue state; no policy may use it.</summary>
    public const string ClearName = "CLEAR";

    /// <summary>Its name, unique in the policy.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the policy, 0 is the most severe.</summary>
    public required int Rank { get; init; }

    /// <summary>When an account is in it, unless a more severe state holds as well.</summary>
    public required Condition When { get; init; }

    /// <summary>What it forbids.</summary>
    public Blocks Blocks { get; init; }

    /// <summary>What entering it does to the services.</summary>
    public CancelServices CancelServices { get; init; }

    /// <summary>What the customer is told; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>How often an account in this state is looked at although nothing changed; null: never.</summary>
    public AgeSpan? ReviewEvery { get; init; }

    /// <summary>The words of <see cref="Blocks"/> in the order changes, service, billing, as views show them.</summary>
    public IReadOnlyList<string> BlockNames { get; init; } = [];

    /// <summary>What entering it does, in this order.</summary>
    public IReadOnlyList<TreatmentAction> OnEnter { get; init; } = [];
}

/// <summary>
/// The accounts a policy is for: each dimension lists the values it takes, null is a dimension the policy does not look
/// at. An account without a value is outside every list.
/// </summary>
public sealed record AppliesTo
{
    /// <summary>No dimension: every account.</summary>
    public static AppliesTo Everyone { get; } = new();

    /// <summary>Collection classes.</summary>
    public IReadOnlyList<string>? CollectionClass { get; init; }

    /// <summary>Divisions.</summary>
    public IReadOnlyList<string>? Division { get; init; }

    /// <summary>ISO 4217 codes.</summary>
    public IReadOnlyList<string>? Currency { get; init; }

    /// <summary>How many dimensions it looks at: its specificity.</summary>
    public int Dimensions =>
        (CollectionClass is null ? 0 : 1) + (Division is null ? 0 : 1) + (Currency is null ? 0 : 1);
}
