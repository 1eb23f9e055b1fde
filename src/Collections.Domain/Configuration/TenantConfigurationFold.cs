using System.Collections.Immutable;
using System.Text.Json;
using Collections.Domain.Contacts;
using Collections.Domain.Notices;
using Collections.Domain.Overdue;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// Builds a tenant's configuration from its publications, in their order of effect. Pure: every server builds the same.
/// What was published was checked then; content that no longer reads is a bug.
/// </summary>
public sealed class TenantConfigurationFold : IConfigurationFold<TenantConfiguration>
{
    /// <summary>The kind of a tenant's settings.</summary>
    public const string SettingsKind = "settings";

    private TenantConfigurationFold()
    {
    }

    /// <summary>
    /// The shipped policy <c>default</c>, the shipped calendars and templates, each as version 0, and the defaults of
    /// <see cref="TenantSettings"/>.
    /// </summary>
    public static TenantConfiguration Initial(string tenant) => new()
    {
        Number = 0,
        Tenant = tenant,
        Policies = ImmutableSortedDictionary.Create<string, PolicyVersion>(StringComparer.Ordinal)
            .Add(Policy.DefaultName, new PolicyVersion(ShippedPolicies.Default, 0, Instant.MinValue)),
        Calendars = ShippedCalendars.All.ToImmutableSortedDictionary(
            shipped => shipped.Key,
            shipped => new CalendarVersion(shipped.Value, 0, Instant.MinValue),
            StringComparer.Ordinal),
        Templates = ShippedTemplates.All.ToImmutableSortedDictionary(
            shipped => shipped.Key,
            shipped => new TemplateVersion(shipped.Value, 0, Instant.MinValue),
            StringComparer.Ordinal),

        // The other presets are there to be named by policies; none of them is in force by itself.
        ContactPolicies = ImmutableSortedDictionary.Create<string, ContactPolicyVersion>(StringComparer.Ordinal)
            .Add(
                ContactPolicy.DefaultName,
                new ContactPolicyVersion(ContactPresets.All[ContactPolicy.DefaultName], 0, Instant.MinValue)),
    };

    /// <inheritdoc/>
    public static TenantConfiguration Apply(TenantConfiguration configuration, Publication publication)
    {
        var next = configuration with { Number = publication.Number };
        return publication.Kind switch
        {
            PolicyDocument.KindName => next with
            {
                Policies = configuration.Policies.SetItem(publication.Name, ReadPolicy(configuration, publication)),
            },
            CalendarDocument.KindName => next with
            {
                Calendars = configuration.Calendars.SetItem(publication.Name, ReadCalendar(publication)),
            },
            TemplateDocument.KindName => next with
            {
                Templates = configuration.Templates.SetItem(publication.Name, ReadTemplate(publication)),
            },
            ContactPolicyDocument.KindName => next with
            {
                ContactPolicies = configuration.ContactPolicies.SetItem(
                    publication.Name, ReadContactPolicy(publication)),
            },
            SettingsKind => next with { Settings = ReadSettings(publication) },
            _ => throw Invariant.Unreachable($"Unknown publication '{publication.Kind}'."),
        };
    }

    private static PolicyVersion ReadPolicy(TenantConfiguration configuration, Publication publication)
    {
        // Calendars were checked at upload; one that came or went since then must not make the policy unreadable.
        var vocabulary = configuration.Vocabulary with { Calendars = null };
        var document = CanonicalContent.Read(publication.Content);
        var policy = PolicyReader.Read(document, publication.Name, vocabulary).Policy;
        Invariant.Require(policy is not null, $"The policy '{publication.Name}' is readable.");
        return new PolicyVersion(policy, publication.Version, publication.EffectiveFrom);
    }

    private static CalendarVersion ReadCalendar(Publication publication)
    {
        var document = CanonicalContent.Read(publication.Content);
        var (calendar, _) = BusinessCalendarReader.Read(publication.Name, document);
        Invariant.Require(calendar is not null, $"The calendar '{publication.Name}' is readable.");
        return new CalendarVersion(calendar, publication.Version, publication.EffectiveFrom);
    }

    private static TemplateVersion ReadTemplate(Publication publication)
    {
        var (template, _) = TemplateReader.Read(CanonicalContent.Read(publication.Content), publication.Name);
        Invariant.Require(template is not null, $"The template '{publication.Name}' is readable.");
        return new TemplateVersion(template, publication.Version, publication.EffectiveFrom);
    }

    private static ContactPolicyVersion ReadContactPolicy(Publication publication)
    {
        var document = CanonicalContent.Read(publication.Content);
        var (policy, _) = ContactPolicyReader.Read(document, publication.Name, calendars: null);
        Invariant.Require(policy is not null, $"The contact policy '{publication.Name}' is readable.");
        return new ContactPolicyVersion(policy, publication.Version, publication.EffectiveFrom);
    }

    private static TenantSettings ReadSettings(Publication publication)
    {
        var settings = JsonSerializer.Deserialize(publication.Content, TenantJson.Default.TenantSettings);
        Invariant.Require(settings is not null, "Published settings are readable.");
        return settings;
    }
}
