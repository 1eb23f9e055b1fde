using System.Globalization;
using System.Text.Json.Nodes;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>
/// Many requesters of several campaigns at once, with room for a few: each is decided after the other.
/// </summary>
internal static class CaseCrowd
{
    private const string Policy =
        """
        { "frequency": [{ "rule": "CROWD", "metric": "ATTEMPT", "window": "CALENDAR_DAYS(1)", "limit": LIMIT }] }
        """;

    /// <summary>How many were allowed and how many were not.</summary>
    public static JsonObject Run(CalcCase each)
    {
        var remaining = Whole(each, "remaining");
        var requests = Whole(each, "simultaneousRequests");
        var campaigns = Math.Max(1, Whole(each, "campaigns"));
        var key = new EntityKey("calc", PersonDecider.Kind, "P");
        var configuration = Configuration(remaining);
        var at = CasePolicy.Day.At(new LocalTime(15, 0)).InZoneLeniently(each.Zone).ToInstant();
        var state = PersonDecider.Initial(key);
        var allowed = 0;
        for (var i = 0; i < requests; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"campaign-{i % campaigns}:{i}");
            var reserve = new PersonCommand.ReserveContact(id, "A", ContactChannels.Phone, each.Zone.Id);
            var decision = PersonDecider.Decide(state, reserve, new DecisionContext<TenantConfiguration>(
                key, i, at, Principal.System, configuration, Facts.None));
            state = decision.Events.Aggregate(state, (now, happened) => PersonDecider.Evolve(now, happened, at));
            allowed += decision.Report is ContactPermission { Decision: GateAnswer.Allow } ? 1 : 0;
        }

        return new JsonObject { ["allow"] = allowed, ["deny"] = requests - allowed };
    }

    private static TenantConfiguration Configuration(int limit)
    {
        var text = Policy.Replace("LIMIT", limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (policy, _) = ContactPolicyReader.Read(JsonDocuments.Read(text).Document!, ContactPolicy.DefaultName, null);
        var initial = TenantConfigurationFold.Initial("calc");
        return initial with
        {
            ContactPolicies = initial.ContactPolicies.SetItem(
                ContactPolicy.DefaultName, new ContactPolicyVersion(policy!, 0, Instant.MinValue)),
        };
    }

    private static int Whole(CalcCase each, string key) =>
        int.TryParse(each.Text("concurrency", key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MalformedCaseException($"/concurrency/{key}", "A whole number is expected.");
}
