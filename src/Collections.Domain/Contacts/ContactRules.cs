using System.Text.Json.Serialization;

namespace Collections.Domain.Contacts;

/// <summary>What a rule says about a contact.</summary>
public enum GateAnswer
{
    /// <summary>Nothing stands in the way.</summary>
    [JsonStringEnumMemberName("allow")]
    Allow,

    /// <summary>Not before an instant.</summary>
    [JsonStringEnumMemberName("defer")]
    Defer,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("block")]
    Block,
}

/// <summary>What one rule found.</summary>
/// <param name="Rule">Its stable snake_case name, one of <see cref="ContactRules"/>.</param>
/// <param name="Outcome">What it says.</param>
/// <param name="Saw">What it saw, for a person; without personal data.</param>
public sealed record RuleFinding(string Rule, GateAnswer Outcome, string Saw);

/// <summary>The names of the gate's rules, which are also the reasons of a block or a failure.</summary>
public static class ContactRules
{
    /// <summary>The person opted out of the channel, or of all.</summary>
    public const string OptOut = "opt_out";

    /// <summary>The account is on hold for contacts.</summary>
    public const string Hold = "hold";

    /// <summary>The local hours of contacts.</summary>
    public const string Window = "window";

    /// <summary>The zone is unknown, so that no hour can be judged.</summary>
    public const string Zone = "timezone_unknown";

    /// <summary>Its day has passed and a later contact of its series is due.</summary>
    public const string Stale = "stale";

    /// <summary>More contacts wait than a person can be asked to bear.</summary>
    public const string TooMany = "too_many_pending";

    /// <summary>The request breaks the form of requests.</summary>
    public const string Malformed = "malformed_request";

    /// <summary>The account is another customer's now.</summary>
    public const string CustomerChanged = "customer_changed";

    /// <summary>Nobody said what became of a permit.</summary>
    public const string NotSettled = "not_settled";
}
