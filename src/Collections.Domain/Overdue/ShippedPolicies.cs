using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue;

/// <summary>The policy that every tenant starts with.</summary>
public static class ShippedPolicies
{
    /// <summary>
    /// The document of <c>default</c> as JSON: a reminder from the first day past due, a warning from day 15,
    /// suspension from day 30.
    /// </summary>
    public const string DefaultDocument =
        """
        {
          "policy": "default",
          "age": { "from": "dueDate", "graceDays": 0 },
          "states": [
            {
              "name": "SUSPENDED",
              "when": { "oldestUnpaid": { "atLeast": "30 days" } },
              "blocks": ["changes", "service"],
              "message": "Your service is suspended until the overdue amount is paid."
            },
            {
              "name": "WARNING",
              "when": { "oldestUnpaid": { "atLeast": "15 days" } },
              "message": "Your account is overdue. Please pay now to keep your service."
            },
            {
              "name": "REMINDER",
              "when": { "oldestUnpaid": { "atLeast": "1 day" } },
              "message": "A payment is past due. Please pay it at your earliest convenience."
            }
          ]
        }
        """;

    /// <summary>The policy <c>default</c> as shipped.</summary>
    public static Policy Default { get; } = ReadDefault();

    private static Policy ReadDefault()
    {
        var (document, _) = JsonDocuments.Read(DefaultDocument);
        var policy = document is null ? null : PolicyReader.Read(document, Policy.DefaultName).Policy;
        Invariant.Require(policy is not null, "The shipped policy is sound.");
        return policy;
    }
}
