using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Contacts;

/// <summary>
/// Which contact policy an account's contacts follow: of those that are for it, the one that looks at the most
/// dimensions; <c>default</c> catches the rest.
/// </summary>
public static class ContactAssignment
{
    /// <summary>Ties cannot be published; should two policies tie all the same, the name decides, ordinally.</summary>
    public static ContactPolicyVersion Choose(
        IEnumerable<ContactPolicyVersion> policies, ContactSegment segment, string? country)
    {
        ContactPolicyVersion? chosen = null;
        foreach (var version in policies)
        {
            // In ordinal order of their names, so the first of a tie is kept.
            if (IsFor(version.Policy, segment, country)
                && (chosen is null || Specificity(version.Policy) > Specificity(chosen.Policy)))
            {
                chosen = version;
            }
        }

        Invariant.Require(chosen is not null, "A tenant always has the contact policy 'default'.");
        return chosen;
    }

    /// <summary>A fault for every other policy that could claim an account with the same right.</summary>
    public static IReadOnlyList<Fault> TieFaults(ContactPolicy candidate, IEnumerable<ContactPolicyVersion> others) =>
    [
        .. others
            .Where(other => other.Policy.Name != candidate.Name
                && Specificity(other.Policy) == Specificity(candidate)
                && MayMeet(candidate.AppliesTo, other.Policy.AppliesTo))
            .Select(other => new Fault(
                Severity.Error,
                "/appliesTo",
                "policy_tie",
                $"An account may match this contact policy and '{other.Policy.Name}' equally well; "
                    + "let one of them look at more dimensions or keep their values apart.",
                default)),
    ];

    private static bool IsFor(ContactPolicy policy, ContactSegment segment, string? country) =>
        policy.Name == ContactPolicy.DefaultName
        || (Takes(policy.AppliesTo.Country, country)
            && Takes(policy.AppliesTo.Currency, segment.Currency)
            && Takes(policy.AppliesTo.CollectionClass, segment.CollectionClass)
            && Takes(policy.AppliesTo.Division, segment.Division)
            && Takes(policy.AppliesTo.Region, segment.Region));

    private static bool Takes(IReadOnlyList<string>? listed, string? value) =>
        listed is null || (value is not null && listed.Contains(value));

    private static int Specificity(ContactPolicy policy) =>
        policy.Name == ContactPolicy.DefaultName ? -1 : policy.AppliesTo.Dimensions;

    private static bool MayMeet(ContactAppliesTo left, ContactAppliesTo right) =>
        Overlap(left.Country, right.Country)
        && Overlap(left.Currency, right.Currency)
        && Overlap(left.CollectionClass, right.CollectionClass)
        && Overlap(left.Division, right.Division)
        && Overlap(left.Region, right.Region);

    private static bool Overlap(IReadOnlyList<string>? left, IReadOnlyList<string>? right) =>
        left is null || right is null || left.Any(right.Contains);
}
