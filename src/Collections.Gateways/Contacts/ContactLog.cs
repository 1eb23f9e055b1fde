using System.Text.Json.Nodes;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;
using NodaTime.Text;

namespace Collections.Gateways.Contacts;

/// <summary>
/// What a person's gate decided, read back from the log: every permit, deferral, block and outcome, with the rules that
/// were looked at, what they saw and the version of the policy.
/// </summary>
public static class ContactLog
{
    private const int Page = 500;

    private const string Prefix = "contact.";

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "contact.permitted", "contact.deferred", "contact.blocked", "contact.expired", "contact.settled",
        "contact.number_asked", "contact.recorded",
    };

    /// <summary>The decisions in the order in which they were taken.</summary>
    /// <param name="engine">The engine, whose log is read.</param>
    /// <param name="person">The person.</param>
    /// <param name="accountId">Of contacts about this account only; null for all.</param>
    /// <param name="upTo">Up to this instant.</param>
    public static async ValueTask<IReadOnlyList<JsonObject>> ReadAsync(
        Engine engine, EntityKey person, string? accountId, Instant upTo)
    {
        var decisions = new List<JsonObject>();
        await foreach (var (type, at, body) in BodiesAsync(engine, person, upTo))
        {
            if (accountId is null || body["accountId"]?.GetValue<string>() == accountId)
            {
                decisions.Add(Decision(type, at, body));
            }
        }

        return decisions;
    }

    /// <summary>What was decided about a person and reported of him, as the events hold it, oldest first.</summary>
    internal static async IAsyncEnumerable<(string Type, Instant At, JsonObject Body)> BodiesAsync(
        Engine engine, EntityKey person, Instant upTo)
    {
        var after = 0L;
        while (true)
        {
            var page = await engine.Setup.Log.ReadHistoryAsync(person, after, Page);
            foreach (var record in page)
            {
                after = record.Record.Version;
                foreach (var decision in Bodies(record.Record.Bytes.Span, upTo))
                {
                    yield return decision;
                }
            }

            if (page.Count < Page)
            {
                yield break;
            }
        }
    }

    private static List<(string Type, Instant At, JsonObject Body)> Bodies(ReadOnlySpan<byte> bytes, Instant upTo)
    {
        var found = new List<(string, Instant, JsonObject)>();
        var record = JsonNode.Parse(bytes)!.AsObject();
        var at = Instant.FromUnixTimeMilliseconds(record["at"]!.GetValue<long>());
        foreach (var happened in at > upTo ? [] : record["events"]!.AsArray())
        {
            var type = happened!["type"]!.GetValue<string>();
            var data = happened["data"]!.AsObject();
            if (Types.Contains(type))
            {
                found.Add((type[Prefix.Length..], at, data["contact"] as JsonObject ?? data));
            }
        }

        return found;
    }

    private static JsonObject Decision(string type, Instant at, JsonObject body) => new()
    {
        ["at"] = InstantPattern.ExtendedIso.Format(at),
        ["decision"] = type,
        ["contactId"] = (body["noticeId"] ?? body["contactId"])?.DeepClone(),
        ["accountId"] = body["accountId"]?.DeepClone(),
        ["channel"] = body["channel"]?.DeepClone(),
        ["reason"] = body["reason"]?.DeepClone(),
        ["outcome"] = (body["result"] ?? body["outcome"])?.DeepClone(),
        ["until"] = Text(body["until"]),
        ["rules"] = Rules(body["rules"]),
    };

    private static JsonArray Rules(JsonNode? rules)
    {
        var list = new JsonArray();
        foreach (var rule in rules?.AsArray() ?? [])
        {
            list.Add(new JsonObject
            {
                ["rule"] = rule!["rule"]?.DeepClone(),
                ["outcome"] = rule["outcome"]?.DeepClone(),
                ["saw"] = rule["saw"]?.DeepClone(),
                ["until"] = Text(rule["until"]),
                ["policy"] = rule["policy"]?.DeepClone(),
                ["policyVersion"] = rule["policyVersion"]?.DeepClone(),
            });
        }

        return list;
    }

    private static JsonValue? Text(JsonNode? milliseconds) => milliseconds is null
        ? null
        : JsonValue.Create(
            InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeMilliseconds(milliseconds.GetValue<long>())));
}
