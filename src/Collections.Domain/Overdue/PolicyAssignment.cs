using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue;

/// <summary>
/// Which policy an account follows: of those that are for it, the one that looks at the most dimensions. A policy named
/// otherwise but without <c>appliesTo</c> is for every account and still precedes <c>default</c>, which catches the
/// rest, whatever its own <c>appliesTo</c> says.
/// </summary>
public static class PolicyAssignment
{
    /// <summary>Ties cannot be published; should two policies tie all the same, the name decides, ordinally.</summary>
    public static Policy Choose(IEnumerable<Policy> policies, Segmentation segmentation, Currency currency)
    {
        Policy? chosen = null;
        foreach (var policy in policies)
        {
            if (IsFor(policy, segmentation, currency) && (chosen is null || Precedes(policy, chosen)))
            {
                chosen = policy;
            }
        }

        Invariant.Require(chosen is not null, "A tenant always has the policy 'default'.");
        return chosen;
    }

    /// <summary>
    /// A fault for every other policy that could claim an account with the same specificity as the candidate, so that
    /// nothing would decide between them.
    /// </summary>
    public static IReadOnlyList<Fault> TieFaults(Policy candidate, IEnumerable<Policy> others)
    {
        var faults = new List<Fault>();
        foreach (var other in others)
        {
            if (other.Name != candidate.Name
                && Specificity(other) == Specificity(candidate)
                && MayMeet(candidate.AppliesTo, other.AppliesTo))
            {
                var message = $"An account may match this policy and '{other.Name}' equally well; "
                    + "let one of them look at more dimensions or keep their values apart.";
                faults.Add(new Fault(Severity.Error, "/appliesTo", "policy_tie", message, default));
            }
        }

        return faults;
    }

    private static bool IsFor(Policy policy, Segmentation segmentation, Currency currency) =>
        policy.Name == Policy.DefaultName
        || (Takes(policy.AppliesTo.CollectionClass, segmentation.CollectionClass)
            && Takes(policy.AppliesTo.Division, segmentation.Division)
            && Takes(policy.AppliesTo.Currency, currency.Code));

    private static bool Takes(IReadOnlyList<string>? listed, string? value) =>
        listed is null || (value is not null && listed.Contains(value));

    private static bool Precedes(Policy policy, Policy other)
    {
        var more = Specificity(policy) - Specificity(other);
        return more > 0 || (more == 0 && string.CompareOrdinal(policy.Name, other.Name) < 0);
    }

    private static int Specificity(Policy policy) =>
        policy.Name == Policy.DefaultName ? -1 : policy.AppliesTo.Dimensions;

    private static bool MayMeet(AppliesTo left, AppliesTo right) =>
        Overlap(left.CollectionClass, right.CollectionClass)
        && Overlap(left.Division, right.Division)
        && Overlap(left.Currency, right.Currency);

    private static bool Overlap(IReadOnlyList<string>? left, IReadOnlyList<string>? right) =>
        left is null || right is null || left.Any(right.Contains);
}
