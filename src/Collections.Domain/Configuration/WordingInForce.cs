using System.Text.RegularExpressions;
using Collections.Domain.Lexicons;
using Collections.Domain.Notices;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Domain.Configuration;

/// <summary>
/// The wording that a tenant forbids: the shipped lexicons, and what the rule sets of its contact policies add. All
/// policies count, whoever they are for: no customer is to be insulted.
/// </summary>
public static partial class WordingInForce
{
    /// <summary>The terms in force on a local day; null for all that are or will be.</summary>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="day">The local day.</param>
    public static IEnumerable<ForbiddenTerm> Of(TenantConfiguration configuration, LocalDate? day)
    {
        var sets = configuration.ContactPolicies.Values.SelectMany(
            version => day is { } on ? version.Policy.SetsOn(on) : version.Policy.Sets);
        return ShippedLexicons.All.Concat(sets.SelectMany(set => set.Wording));
    }

    /// <summary>The forbidden wording of a template, as faults <c>wording_forbidden</c> at the texts.</summary>
    /// <param name="template">The template.</param>
    /// <param name="configuration">The configuration in force.</param>
    public static IReadOnlyList<Fault> FaultsOf(NoticeTemplate template, TenantConfiguration configuration)
    {
        List<ForbiddenTerm> terms = [.. Of(configuration, null)];
        var faults = new List<Fault>();
        foreach (var (channel, languages) in template.Channels)
        {
            foreach (var (language, text) in languages)
            {
                var at = $"/channels/{MapCursor.Escape(channel)}/{MapCursor.Escape(language)}";
                faults.AddRange(FaultsOf(text.Subject, language, ($"{at}/subject", terms)));
                faults.AddRange(FaultsOf(text.Body, language, ($"{at}/body", terms)));
            }
        }

        return faults;
    }

    private static IEnumerable<Fault> FaultsOf(
        string? text, string language, (string Path, List<ForbiddenTerm> Terms) around) => text is null
        ? []
        : Wording.Find(Tag().Replace(text, " "), language, around.Terms).Select(hit => new Fault(
            Severity.Error, around.Path, "wording_forbidden", $"{hit}: it must not be said to a customer.", default));

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
