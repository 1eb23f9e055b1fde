using System.Collections.Immutable;
using Collections.Domain.Contacts;
using Collections.Domain.Notices;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>A policy in effect.</summary>
/// <param name="Policy">The policy, its conditions compiled.</param>
/// <param name="Version">Its version within the name; 0 for the shipped one.</param>
/// <param name="EffectiveFrom">Since when; the earliest instant for the shipped one.</param>
public sealed record PolicyVersion(Policy Policy, int Version, Instant EffectiveFrom);

/// <summary>A calendar in effect.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Version">Its version within the name; 0 for a shipped one.</param>
/// <param name="EffectiveFrom">Since when; the earliest instant for a shipped one.</param>
public sealed record CalendarVersion(BusinessCalendar Calendar, int Version, Instant EffectiveFrom);

/// <summary>A notice template in effect.</summary>
/// <param name="Template">The template.</param>
/// <param name="Version">Its version within the name; 0 for a shipped one.</param>
/// <param name="EffectiveFrom">Since when; the earliest instant for a shipped one.</param>
public sealed record TemplateVersion(NoticeTemplate Template, int Version, Instant EffectiveFrom);

/// <summary>
/// Everything a tenant has set, as effective at one instant. Immutable; copies share all that did not change. The
/// number tells configurations apart but does not order them: a late publication may take effect before an earlier one.
/// </summary>
public sealed record TenantConfiguration : IConfiguration
{
    /// <inheritdoc/>
    public required long Number { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>What holds for accounts that say nothing else.</summary>
    public TenantSettings Settings { get; init; } = TenantSettings.Initial;

    /// <summary>The policies by name; always holds <see cref="Policy.DefaultName"/>.</summary>
    public required ImmutableSortedDictionary<string, PolicyVersion> Policies { get; init; }

    /// <summary>The calendars by name.</summary>
    public required ImmutableSortedDictionary<string, CalendarVersion> Calendars { get; init; }

    /// <summary>The notice templates by name; always holds <see cref="NoticeTemplate.DefaultName"/>.</summary>
    public required ImmutableSortedDictionary<string, TemplateVersion> Templates { get; init; }

    /// <summary>The contact policies by name; always holds <see cref="ContactPolicy.DefaultName"/>.</summary>
    public required ImmutableSortedDictionary<string, ContactPolicyVersion> ContactPolicies { get; init; }

    /// <summary>The aging buckets.</summary>
    public AgingBuckets Buckets { get; init; } = AgingBuckets.Standard;

    /// <summary>The zone of accounts that have none.</summary>
    public DateTimeZone Zone => LocalDays.Zone(Settings.TimeZone);

    /// <summary>The currency of accounts that name none.</summary>
    public Currency Currency => Currency.Of(Settings.Currency);

    /// <summary>The names a policy of this tenant may use.</summary>
    public PolicyVocabulary Vocabulary =>
        new() { Buckets = Buckets, Calendars = Calendars.Keys.ToImmutableSortedSet(StringComparer.Ordinal) };

    /// <summary>The policy an account follows: the most specific one, else <c>default</c>.</summary>
    public PolicyVersion PolicyFor(Segmentation segmentation, Currency currency)
    {
        // Most tenants have one policy, and this is asked for every account that is looked at.
        if (Policies.Count == 1)
        {
            return Policies[Policy.DefaultName];
        }

        var chosen = PolicyAssignment.Choose(Policies.Values.Select(version => version.Policy), segmentation, currency);
        return Policies[chosen.Name];
    }

    /// <summary>
    /// The same configuration with another version of a policy, or one more policy; nothing is published by it.
    /// </summary>
    public TenantConfiguration With(PolicyVersion draft) =>
        this with { Policies = Policies.SetItem(draft.Policy.Name, draft) };

    /// <summary>The policy of a name, or null.</summary>
    public PolicyVersion? PolicyOrNull(string name) => Policies.GetValueOrDefault(name);

    /// <summary>The calendar of a name; Monday to Friday for null and for a name that is unknown.</summary>
    public BusinessCalendar CalendarOrDefault(string? name) =>
        name is not null && Calendars.TryGetValue(name, out var version)
            ? version.Calendar
            : BusinessCalendar.MondayToFriday;

    /// <summary>The contact policy that contacts about an account are judged by: the most specific one.</summary>
    public ContactPolicyVersion ContactPolicyFor(ContactSegment segment) =>
        ContactPolicies.Count == 1
            ? ContactPolicies[ContactPolicy.DefaultName]
            : ContactAssignment.Choose(ContactPolicies.Values, segment, Settings.Country);

    /// <summary>
    /// The template of a name; <see cref="NoticeTemplate.DefaultName"/> for a name that nobody wrote.
    /// </summary>
    public TemplateVersion TemplateOrDefault(string name) =>
        Templates.GetValueOrDefault(name) ?? Templates[NoticeTemplate.DefaultName];

    /// <summary>
    /// A fault for every policy in effect that could claim an account with the same right as the candidate.
    /// </summary>
    public IReadOnlyList<Fault> TiesWith(Policy candidate) =>
        PolicyAssignment.TieFaults(candidate, Policies.Values.Select(version => version.Policy));
}
