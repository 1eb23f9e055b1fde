using Collections.Domain.Contacts;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Simulation.Scenarios;

/// <summary>
/// The verb <c>contact</c>: somebody is about to contact the customer himself. The gate is asked; a permitted contact
/// is settled with <c>outcome</c> when that is given. Without <c>decision</c> the contact is expected to be allowed.
/// </summary>
internal sealed class ScenarioContacts(ScenarioWorld world)
{
    private const string Allow = "allow";

    private const string Failed = "failed";

    /// <summary>Carries out an item; the refusal, or null when the gate decided as expected.</summary>
    public async ValueTask<Rejection?> AskAsync(ScenarioItem item, WireContext context)
    {
        var reader = new BodyReader(item.Body, context.Form);
        var id = reader.Has("contactId") ? reader.Id("contactId") : context.NewId?.Invoke("contactId");
        var channel = reader.Required("channel", reader.Id("channel"));
        var expected = reader.Word("decision", Allow, "defer", "block");
        var outcome = reader.Id("outcome");
        if (reader.Finish() is { } malformed)
        {
            return malformed;
        }

        if (await world.AccountAsync(item.Account!) is not { Profile: { } profile })
        {
            return Rejection.Unknown("account_unknown", $"There is no account '{item.Account}'.");
        }

        var person = new EntityKey(ScenarioWorld.Tenant, Person.Kind, profile.CustomerId);
        var reserve = new PersonCommand.ReserveContact(id!, item.Account!, channel!, profile.TimeZone);
        var answer = await world.Engine.AskAsync(person, reserve, new AskOptions { Principal = Principal.Operator });
        if (answer.Report is not ContactPermission permission)
        {
            return answer.Rejection;
        }

        if (permission.Decision == GateAnswer.Allow && outcome is not null)
        {
            var end = outcome == Failed ? SettleOutcome.Failed : SettleOutcome.Sent;
            await world.Engine.AskAsync(person, new PersonCommand.SettleContact(id!, end, outcome)
            {
                Result = ContactResults.IsKnown(outcome) ? outcome : null,
            });
        }

        return Refusal(permission, expected);
    }

    private static Rejection? Refusal(ContactPermission permission, string? expected)
    {
        var decision = permission.Decision.ToString().ToLowerInvariant();
        if (decision == (expected ?? Allow))
        {
            return null;
        }

        var saw = string.Join("; ", permission.Rules.Select(rule => $"{rule.Rule}: {rule.Saw}"));
        return permission.Decision switch
        {
            GateAnswer.Block => Rejection.Refused("contact_blocked", saw),
            GateAnswer.Defer => Rejection.Refused("contact_deferred", saw),
            _ => Rejection.Refused("contact_allowed", saw),
        };
    }
}
