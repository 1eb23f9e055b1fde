using Collections.Domain.Configuration;
using NodaTime;

namespace Collections.Domain.Contacts;

/// <summary>
/// The gate's answer to whether a contact may be made at an instant, with what every rule found. Asking changes nothing
/// and reserves nothing: the gate decides again when the contact is requested. What cannot be judged is blocked.
/// </summary>
/// <param name="Decision">The answer: the most severe finding.</param>
/// <param name="Until">The first instant at which it may be made, when the answer is to defer; else null.</param>
/// <param name="Rules">What the rules found, in the order in which they are looked at.</param>
/// <param name="EvaluatedAt">The instant asked about.</param>
public sealed record ContactPermission(
    GateAnswer Decision, Instant? Until, IReadOnlyList<RuleFinding> Rules, Instant EvaluatedAt)
{
    /// <summary>The contact policy judged by; null when none could be found.</summary>
    public string? Policy { get; init; }

    /// <summary>Its version; 0 for the shipped one.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>When the hours that are open now close; null unless it is allowed.</summary>
    public Instant? Closes { get; init; }

    /// <summary>What has to be said in the contact, in the words of policies.</summary>
    public IReadOnlyList<string> Disclosures { get; init; } = [];

    /// <summary>Whether the limits of the number have to be asked for before the contact.</summary>
    public bool AsksNumber { get; init; }

    /// <summary>Whether the person asked for the contact.</summary>
    public bool Consented { get; init; }

    /// <summary>Judges a contact at an instant.</summary>
    /// <param name="state">The person.</param>
    /// <param name="query">The contact.</param>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="at">The instant.</param>
    public static ContactPermission Ask(
        Person state, ContactQuery query, TenantConfiguration configuration, Instant at) =>
        new ContactJudge(state, ConsentBook.WithHours(state, query, at), configuration).At(at);

    /// <summary>The answer when something could not even be looked at.</summary>
    public static ContactPermission FailClosed(string saw, Instant at) => new(
        GateAnswer.Block, null, [new RuleFinding(ContactRules.FailClosed, GateAnswer.Block, saw)], at);

    /// <summary>The rule that blocks; null when none does.</summary>
    public string? BlockedBy => Rules.FirstOrDefault(finding => finding.Outcome == GateAnswer.Block)?.Rule;

    /// <summary>
    /// The rule that defers longest, of several that defer equally long the first one looked at; null unless the answer
    /// is to defer. All of them stand among <see cref="Rules"/>.
    /// </summary>
    public string? DeferredBy => Decision == GateAnswer.Defer
        ? Rules.Where(finding => finding.Outcome == GateAnswer.Defer).MaxBy(finding => finding.Until)?.Rule
        : null;
}
