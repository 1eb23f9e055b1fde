using System.Collections.Frozen;

namespace Collections.Domain.Tasks;

/// <summary>What is on record of a customer, in clear, while his identity is checked; it is kept nowhere.</summary>
/// <param name="Phones">His numbers, as they were given.</param>
/// <param name="AccountId">The account that the task is about.</param>
public sealed record IdentityFacts(IReadOnlyList<string> Phones, string AccountId);

/// <summary>
/// A way to find out whether the person on the line is the customer. It must be pure: the same facts and answer give
/// the same verdict.
/// </summary>
/// <param name="Name">Its name, snake_case: it stands in events for ever.</param>
/// <param name="CanJudge">Whether enough is on record to judge an answer by.</param>
/// <param name="Holds">Whether an answer is the customer's.</param>
public sealed record IdentityMethod(
    string Name, Func<IdentityFacts, bool> CanJudge, Func<IdentityFacts, string, bool> Holds)
{
    /// <summary>
    /// Whether the answer stands in what agents see before they have verified anybody: then they cannot ask it.
    /// </summary>
    public bool IsInSight { get; init; }
}

/// <summary>
/// The identity checks of this build, by name. A new one is a pure function and a line here.
/// </summary>
public static class IdentityMethods
{
    /// <summary>The check that is meant when none is named.</summary>
    public const string Usual = "phone_last4";

    private const int TailLength = 4;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IdentityMethod> All { get; } =
    [
        new(Usual, facts => facts.Phones.Any(HasTail), (facts, answer) =>
            facts.Phones.Any(phone => HasTail(phone) && TailOf(phone) == Digits(answer))),
        new("account_last4", facts => facts.AccountId.Length >= TailLength, (facts, answer) =>
            string.Equals(facts.AccountId[^TailLength..], answer.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            IsInSight = true,
        },
    ];

    private static readonly FrozenDictionary<string, IdentityMethod> ByName =
        All.ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>The check of a name; null when there is none.</summary>
    public static IdentityMethod? OrNull(string name) => ByName.GetValueOrDefault(name);

    private static bool HasTail(string phone) => Digits(phone).Length >= TailLength;

    private static string TailOf(string phone) => Digits(phone)[^TailLength..];

    // Numbers are written in many ways, and in the digits of many scripts: what counts is the number they say.
    private static string Digits(string text) => string.Concat(
        text.Where(char.IsDigit).Select(digit => ((int)char.GetNumericValue(digit)).ToString(
            System.Globalization.CultureInfo.InvariantCulture)));
}
