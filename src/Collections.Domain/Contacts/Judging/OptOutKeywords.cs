using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>Words that a person answers and that are an opt-out by a contact policy of the tenant.</summary>
public static class OptOutKeywords
{
    private static readonly char[] Around =
        [' ', '\t', '\r', '\n', '.', ',', '!', '?', ':', ';', '"', '\'', '。', '！', '，'];

    /// <summary>
    /// The rule by which an answer is an opt-out; null when it is none. The whole answer has to be a keyword, in any
    /// case and whatever punctuation stands around it. All policies in force are looked at, whoever they are for: a
    /// person who says stop need not know which one counts.
    /// </summary>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="text">What the person answered; it is kept nowhere.</param>
    /// <param name="at">Now: rule sets of a later day, in the tenant's zone, do not count yet.</param>
    public static OptOutRule? Find(TenantConfiguration configuration, string text, Instant at)
    {
        var day = LocalDays.DayOf(at, configuration.Zone);
        var said = string.Join(' ', text.Trim(Around).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var (_, version) in configuration.ContactPolicies)
        {
            foreach (var set in version.Policy.SetsOn(day))
            {
                if (set.OptOut is { } rule && rule.Keywords.Contains(said, StringComparer.OrdinalIgnoreCase))
                {
                    return rule;
                }
            }
        }

        return null;
    }
}
