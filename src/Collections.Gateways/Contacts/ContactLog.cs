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
        var after = 0L;
        while (true)
        {
            var page = await engine.Setup.Log.ReadHistoryAsync(person, after, Page);
            foreach (var record in page)
            {
                after = record.Record.Version;
                decisions.AddRange(Decisions(record.Record.Bytes.Span, accountId, upTo));
            }

            if (page.Count < Page)
            {
                return decisions;
            }
        }
    }

    private static List<JsonObject> Decisions(ReadOnlySpan<byte> bytes, string? accountId, Instant upTo)
    {
        var found = new List<JsonObject>();
        var record = JsonNode.Parse(bytes)!.AsObject();
        var at = Instant.FromUnixTimeMilliseconds(record["at"]!.GetValue<long>());
        if (at > upTo)
        {
            return found;
        }

        foreach (var happened in record["events"]!.AsArray())
        {
            var type = happened!["type"]!.GetValue<string>();
            var data = happened["data"]!.AsObject();
            var body = data["contact"] as JsonObject ?? data;
            if (!Types.Contains(type)
                || (accountId is not null && body["accountId"]?.GetValue<string>() != accountId))
            {
                continue;
            }

            found.Add(new JsonObject
            {
                ["at"] = InstantPattern.ExtendedIso.Format(at),
                ["decision"] = type["contact.".Length..],
                ["contactId"] = (body["noticeId"] ?? body["contactId"])?.DeepClone(),
                ["accountId"] = body["accountId"]?.DeepClone(),
                ["channel"] = body["channel"]?.DeepClone(),
                ["reason"] = body["reason"]?.DeepClone(),
                ["outcome"] = (body["result"] ?? body["outcome"])?.DeepClone(),
                ["until"] = Text(body["until"]),
                ["rules"] = Rules(body["rules"]),
            });
        }

        return found;
    }

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
