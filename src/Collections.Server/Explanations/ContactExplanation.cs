using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Gateways.Contacts;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Explanations;

/// <summary>
/// Why contacts about an account were not made, or not at once: every decision that deferred or blocked one, from what
/// is stored, with each rule that was looked at, what it saw and the version of the policy.
/// </summary>
internal static class ContactExplanation
{
    private const int LinesMax = 50;

    /// <summary>
    /// The deferrals and blocks up to an instant, oldest first, each rule with the source it follows.
    /// </summary>
    public static async Task<JsonArray> OfAsync(Engine engine, Account account, string tenant, Instant at)
    {
        var person = new EntityKey(tenant, Person.Kind, account.Profile!.CustomerId);
        var sources = await ContactSources.OfAsync(engine, tenant);
        var decisions = (await ContactLog.ReadAsync(engine, person, account.Id, at))
            .Where(decision => decision["decision"]!.GetValue<string>() is "deferred" or "blocked")
            .ToList();
        foreach (var decision in decisions)
        {
            var when = InstantPattern.ExtendedIso.Parse(decision["at"]!.GetValue<string>()).Value;
            foreach (var rule in decision["rules"]!.AsArray())
            {
                rule!["source"] = rule["policy"] is { } set ? sources.Of(set.GetValue<string>(), when) : null;
            }
        }

        return new JsonArray([.. decisions]);
    }

    /// <summary>The decisions as text: the latest of them unless all are asked for.</summary>
    public static IEnumerable<string> Lines(JsonArray decisions, bool all)
    {
        if (decisions.Count == 0)
        {
            yield break;
        }

        var earlier = all ? 0 : Math.Max(0, decisions.Count - LinesMax);
        yield return "Contacts that were not made at once:"
            + (earlier > 0 ? $" ({earlier} earlier ones with --all-contacts)" : string.Empty);
        foreach (var decision in decisions.Skip(earlier))
        {
            var until = decision!["until"] is { } end ? $" until {end}" : string.Empty;
            var reason = decision["reason"] is { } rule ? $": {rule}" : string.Empty;
            yield return $"  {decision["at"]} {decision["contactId"]} ({decision["channel"]}) "
                + $"{decision["decision"]}{until}{reason}";
            foreach (var seen in decision["rules"]!.AsArray())
            {
                var policy = seen!["policy"] is { } name ? $" [{name} version {seen["policyVersion"]}]" : string.Empty;
                yield return $"      {seen["outcome"],-5} {seen["rule"]}: {seen["saw"]}{policy}";
                if (seen["outcome"]!.GetValue<string>() != "allow" && seen["source"] is { } source)
                {
                    yield return $"            after {source}";
                }
            }
        }
    }
}
