using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Tests.Contacts;

/// <summary>Contact policies in force, and instants, as tests write them.</summary>
internal static class Given
{
    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    /// <summary>A configuration whose policy <c>default</c>, version 7, is a document.</summary>
    public static TenantConfiguration Policy(string json, string? calendar = null)
    {
        var (policy, faults) = ContactPolicyReader.Read(
            JsonDocuments.Read(json).Document!, ContactPolicy.DefaultName, calendars: null);
        Assert.Empty(faults);
        var initial = TenantConfigurationFold.Initial("default");
        return initial with
        {
            ContactPolicies = initial.ContactPolicies.SetItem(
                ContactPolicy.DefaultName, new ContactPolicyVersion(policy!, 7, Instant.MinValue)),
            Calendars = calendar is null
                ? initial.Calendars
                : initial.Calendars.SetItem(
                    "HOUSE",
                    new CalendarVersion(
                        BusinessCalendarReader.Read("HOUSE", JsonDocuments.Read(calendar).Document!).Calendar!,
                        1,
                        Instant.MinValue)),
        };
    }

    /// <summary>A configuration whose policy <c>default</c> names presets.</summary>
    public static TenantConfiguration Presets(params string[] names) =>
        Policy($$"""{ "presets": [{{string.Join(',', names.Select(name => $"\"{name}\""))}}] }""");
}
