using Collections.Domain.Lexicons;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>Whose local time counts.</summary>
public enum ZoneResolution
{
    /// <summary>Every zone known of the address and the number, all at once; the account's where none is.</summary>
    IntersectAll,

    /// <summary>The zone of the address; the account's when unknown.</summary>
    Address,

    /// <summary>The zones of the number called, all at once; that of the address when unknown.</summary>
    AreaCode,

    /// <summary>The tenant's zone.</summary>
    Tenant,
}

/// <summary>Rules of one jurisdiction, carrier or house: a preset, or what a policy says itself.</summary>
public sealed record ContactRuleSet
{
    /// <summary>Most windows, limits and other rules of one kind in a set.</summary>
    public const int RulesMax = 50;

    /// <summary>The preset's name, or the policy's.</summary>
    public required string Name { get; init; }

    /// <summary>Where it applies; null when it does not say.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>The statute, circular or standard it follows; null when it does not say.</summary>
    public string? Source { get; init; }

    /// <summary>Whether a lawyer has still to check it.</summary>
    public bool NeedsLegalReview { get; init; }

    /// <summary>The local day from which it applies; null for always.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>
    /// The calendar that tells workdays from holidays; a preset without one follows that of the policy which names it.
    /// Null for Monday to Friday without holidays.
    /// </summary>
    public string? Calendar { get; init; }

    /// <summary>Whose local time its windows and days are.</summary>
    public ZoneResolution ZoneResolution { get; init; }

    /// <summary>The IANA zone its windows and days are in, whatever is known of the person; null for none.</summary>
    public string? Zone { get; init; }

    /// <summary>When contacts may be made; none: at any time.</summary>
    public IReadOnlyList<WindowRule> Windows { get; init; } = [];

    /// <summary>How often.</summary>
    public IReadOnlyList<FrequencyLimit> Frequency { get; init; } = [];

    /// <summary>How long not, after what.</summary>
    public IReadOnlyList<CooldownRule> Cooldowns { get; init; } = [];

    /// <summary>Contacts that need the person's consent.</summary>
    public IReadOnlyList<ConsentRule> Consent { get; init; } = [];

    /// <summary>Contacts with others than the debtor; null: the set has no rule for them.</summary>
    public ThirdPartyRule? ThirdParty { get; init; }

    /// <summary>How a person opts out; null: the set says nothing.</summary>
    public OptOutRule? OptOut { get; init; }

    /// <summary>Local days without contacts.</summary>
    public IReadOnlyList<QuietDate> QuietDates { get; init; } = [];

    /// <summary>What has to be said in a contact.</summary>
    public DisclosureRule Disclosure { get; init; } = new();

    /// <summary>How many answered calls may be dropped; null: no limit.</summary>
    public DropRateRule? DropRate { get; init; }

    /// <summary>How long records have to be kept.</summary>
    public RetentionRule Retention { get; init; } = new();

    /// <summary>Wording that it forbids beside that of the shipped lexicons.</summary>
    public IReadOnlyList<ForbiddenTerm> Wording { get; init; } = [];

    /// <summary>How a task dials, where nobody says otherwise; null: the set says nothing.</summary>
    public AttemptPlan? Attempts { get; init; }
}
