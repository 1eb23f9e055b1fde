using Collections.Domain.Overdue.Conditions;
using Collections.Domain.Overdue.Own;

namespace Collections.Domain.Overdue;

/// <summary>The names outside a policy document that it may use.</summary>
public sealed record PolicyVocabulary
{
    /// <summary>The standard buckets and the own conditions of this build.</summary>
    public static PolicyVocabulary Standard { get; } = new();

    /// <summary>The tenant's aging buckets.</summary>
    public AgingBuckets Buckets { get; init; } = AgingBuckets.Standard;

    /// <summary>The own conditions this build knows.</summary>
    public CustomConditions Custom { get; init; } = OwnConditions.All;

    /// <summary>The calendars the tenant has; null: not checked here.</summary>
    public IReadOnlyCollection<string>? Calendars { get; init; }
}
