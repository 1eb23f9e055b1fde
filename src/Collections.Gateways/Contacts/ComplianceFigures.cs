using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Kernel;
using Collections.Runtime;
using NodaTime;

namespace Collections.Gateways.Contacts;

/// <summary>How contacts kept to the rules in a span of time.</summary>
public sealed record ComplianceCount
{
    /// <summary>Contacts that the gate permitted.</summary>
    public long Permitted { get; set; }

    /// <summary>Of those, permitted although a rule of hours did not allow them: 0, or the gate is broken.</summary>
    public long PermittedOffHours { get; set; }

    /// <summary>Of those, permitted although a limit did not allow them: 0, or the gate is broken.</summary>
    public long PermittedBeyondLimits { get; set; }

    /// <summary>Contacts made by others, who did not ask the gate, and reported.</summary>
    public long Reported { get; set; }

    /// <summary>Of those, made outside the hours of the policy that was in force.</summary>
    public long ReportedOffHours { get; set; }

    /// <summary>Decisions that deferred or blocked a contact.</summary>
    public long HeldBack { get; set; }

    /// <summary>Of those, by a rule of hours among others.</summary>
    public long HeldByHours { get; set; }

    /// <summary>Of those, by a limit or a cool-down among others.</summary>
    public long HeldByLimits { get; set; }

    /// <summary>Contacts that were made, asked for or not.</summary>
    public long Made => Permitted + Reported;

    /// <summary>Decisions of the gate.</summary>
    public long Decisions => Permitted + HeldBack;
}

/// <summary>
/// Counts from the log how contacts kept to the rules: what was permitted with everything that each rule saw, what was
/// held back, and what others reported, judged by the policy in force then.
/// </summary>
/// <param name="engine">The engine, whose log is read.</param>
/// <param name="tenant">The tenant.</param>
public sealed class ComplianceFigures(Engine engine, string tenant)
{
    private const int Page = 500;

    private const string Allowed = "allow";

    /// <summary>Counts every person's contacts, one person after the other.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="until">The first instant after the span.</param>
    public async ValueTask<ComplianceCount> CountAsync(Instant from, Instant until)
    {
        var count = new ComplianceCount();
        string? after = null;
        while (true)
        {
            var page = await engine.Setup.Log.ListAsync(tenant, PersonDecider.Kind, after, Page);
            foreach (var row in page)
            {
                after = row.Key.Id;
                await CountAsync(count, row.Key, (from, until));
            }

            if (page.Count < Page)
            {
                return count;
            }
        }
    }

    private async ValueTask CountAsync(ComplianceCount count, EntityKey person, (Instant From, Instant Until) span)
    {
        await foreach (var (type, decidedAt, body) in ContactLog.BodiesAsync(engine, person, Instant.MaxValue))
        {
            // A report tells when the contact was made, which may be long before.
            var at = type == "recorded" ? Instant.FromUnixTimeMilliseconds(body["at"]!.GetValue<long>()) : decidedAt;
            if (at < span.From || at >= span.Until)
            {
                continue;
            }

            switch (type)
            {
                case "permitted":
                    count.Permitted++;
                    count.PermittedOffHours += Holds(body, RuleClass.Hours) || !SawHours(body) ? 1 : 0;
                    count.PermittedBeyondLimits += Holds(body, RuleClass.Limits) ? 1 : 0;
                    break;
                case "deferred" or "blocked":
                    count.HeldBack++;
                    count.HeldByHours += Holds(body, RuleClass.Hours) ? 1 : 0;
                    count.HeldByLimits += Holds(body, RuleClass.Limits) ? 1 : 0;
                    break;
                case "recorded" when body["inbound"]?.GetValue<bool>() is not true
                    && (string?)body["result"] != ContactResults.NotMade:
                    count.Reported++;
                    count.ReportedOffHours += await IsOffHoursAsync(body, at) ? 1 : 0;
                    break;
            }
        }
    }

    /// <summary>Whether a rule of a kind did not allow the contact.</summary>
    private static bool Holds(JsonObject body, RuleClass kind) => body["rules"]!.AsArray().Any(
        rule => (string?)rule!["outcome"] != Allowed && RuleClasses.Of((string)rule["rule"]!) == kind);

    private static bool SawHours(JsonObject body) =>
        body["rules"]!.AsArray().Any(rule => (string?)rule!["rule"] == ContactRules.Window);

    /// <summary>Whether the gate would have said that it is no hour for it; what nobody can judge was none.</summary>
    private async ValueTask<bool> IsOffHoursAsync(JsonObject body, Instant at)
    {
        var found = await ContactDesk.FindAsync(engine, tenant, (string?)body["accountId"] ?? string.Empty);
        if (found is not var (account, _))
        {
            return true;
        }

        var query = AccountContacts.QueryOf(account, (string)body["channel"]!);
        var permission = await ContactDesk.AskAsync(engine, tenant, account, (query, at));
        return permission.Rules.Any(
            rule => rule.Outcome != GateAnswer.Allow && RuleClasses.Of(rule.Rule) == RuleClass.Hours);
    }
}
