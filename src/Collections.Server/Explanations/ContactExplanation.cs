using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Gateways.Contacts;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Server.Explanations;

/// <summary>
/// Why contacts about an account were not made, or not at once: every decision that deferred or blocked one, from what
/// is stored, with each rule that was looked at, what it saw and the version of the policy.
/// </summary>
internal static class ContactExplanation
{
    private const int DecisionsMax = 50;

    /// <summary>The latest deferrals and blocks up to an instant, oldest first.</summary>
    public static async ValueTask<JsonArray> OfAsync(Engine engine, Account account, string tenant, Instant at)
    {
        var person = new EntityKey(tenant, Person.Kind, account.Profile!.CustomerId);
        var decisions = await ContactLog.ReadAsync(engine, person, account.Id, at);
        return new JsonArray(
        [
            .. decisions
                .Where(decision => decision["decision"]!.GetValue<string>() is "deferred" or "blocked")
                .TakeLast(DecisionsMax),
        ]);
    }

    /// <summary>The decisions as text.</summary>
    public static IEnumerable<string> Lines(JsonArray decisions)
    {
        if (decisions.Count == 0)
        {
            yield break;
        }

        yield return "Contacts that were not made at once:";
        foreach (var decision in decisions)
        {
            var until = decision!["until"] is { } end ? $" until {end}" : string.Empty;
            var reason = decision["reason"] is { } rule ? $": {rule}" : string.Empty;
            yield return $"  {decision["at"]} {decision["contactId"]} ({decision["channel"]}) "
                + $"{decision["decision"]}{until}{reason}";
            foreach (var seen in decision["rules"]!.AsArray())
            {
                var policy = seen!["policy"] is { } name ? $" [{name} version {seen["policyVersion"]}]" : string.Empty;
                yield return $"      {seen["outcome"],-5} {seen["rule"]}: {seen["saw"]}{policy}";
            }
        }
    }
}
