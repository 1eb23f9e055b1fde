namespace Collections.Domain.Tasks;

/// <summary>Which channel a kind of task uses. Kinds are open; those not listed contact nobody.</summary>
public static class Channels
{
    private static readonly Dictionary<string, string> ByKind = new(StringComparer.Ordinal)
    {
        ["call"] = "phone",
        ["phone"] = "phone",
        ["sms"] = "sms",
        ["email"] = "email",
        ["wecom"] = "wecom",
        ["im"] = "wecom",
        ["visit"] = "visit",
        ["field"] = "visit",
        ["letter"] = "letter",
    };

    /// <summary>The channel of a task: what it says, else what its kind means; null when it contacts nobody.</summary>
    public static string? Of(TaskTerms terms) => terms.Channel ?? ByKind.GetValueOrDefault(terms.Kind);

    /// <summary>Whether doing the task contacts the customer, so that the contact gate is asked.</summary>
    public static bool IsContact(TaskTerms terms) => Of(terms) is not null;
}
