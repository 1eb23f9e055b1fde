using Collections.Domain.Configuration;
using Collections.Runtime;
using Collections.Runtime.Configuration;
using NodaTime;

namespace Collections.Gateways.Contacts;

/// <summary>
/// What law or standard a rule of the contact gate follows: read from the policy that was in force when it decided,
/// whatever has been published since.
/// </summary>
public sealed class ContactSources
{
    private readonly ConfigurationTimeline _timeline;

    private ContactSources(ConfigurationTimeline timeline) => _timeline = timeline;

    /// <summary>The sources of a tenant's policies.</summary>
    public static async ValueTask<ContactSources> OfAsync(Engine engine, string tenant) =>
        new(await engine.Configurations.OfAsync(tenant));

    /// <summary>The source that a set of rules names for itself; null when it names none.</summary>
    /// <param name="set">The preset or policy that a finding names.</param>
    /// <param name="at">When it was found.</param>
    public string? Of(string set, Instant at) => ((TenantConfiguration)_timeline.At(at)).ContactPolicies.Values
        .SelectMany(version => version.Policy.Sets)
        .FirstOrDefault(each => each.Name == set)?.Source;
}
