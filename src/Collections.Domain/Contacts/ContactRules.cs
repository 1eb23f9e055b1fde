using System.Text.Json.Serialization;
using NodaTime;

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
public sealed record RuleFinding(string Rule, GateAnswer Outcome, string Saw)
{
    /// <summary>The first instant at which the rule has nothing against it; null unless it defers.</summary>
    public Instant? Until { get; init; }

    /// <summary>
    /// The contact policy, or the preset it names, that the rule stands in; null for rules of every policy.
    /// </summary>
    public string? Policy { get; init; }

    /// <summary>
    /// The version of the contact policy in force; 0 for the shipped one. Null in findings of before there were
    /// policies.
    /// </summary>
    public int? PolicyVersion { get; init; }
}

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

    /// <summary>Something could not be judged: what cannot be judged is blocked.</summary>
    public const string FailClosed = "FAIL_CLOSED";

    /// <summary>The law protects the person: bankruptcy, attorney, cease request, death, minority, respite.</summary>
    public const string LegalHold = "legal_hold";

    /// <summary>The person complained.</summary>
    public const string Complaint = "complaint";

    /// <summary>The number or address stands on a list of those who must not be contacted.</summary>
    public const string DoNotContact = "dnc";

    /// <summary>The number cannot be reached any more.</summary>
    public const string Number = "number_invalid";

    /// <summary>The channel reaches a number, and none is known.</summary>
    public const string NumberMissing = "number_missing";

    /// <summary>The number that would be shown is none that the tenant was verified to own.</summary>
    public const string Caller = "caller_unverified";

    /// <summary>The person has not consented to what needs consent.</summary>
    public const string Consent = "consent_missing";

    /// <summary>Somebody else than the debtor would be contacted.</summary>
    public const string ThirdParty = "third_party";

    /// <summary>A day on which nobody, or this person, is contacted.</summary>
    public const string QuietDate = "quiet_date";

    /// <summary>More contacts were made than the person's history holds.</summary>
    public const string History = "history_full";

    /// <summary>Too many of the campaign's calls were dropped.</summary>
    public const string DropRate = "drop_rate";

    /// <summary>The number was asked and has not answered yet.</summary>
    public const string NumberPending = "number_pending";

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
