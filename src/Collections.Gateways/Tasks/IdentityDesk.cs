using Collections.Domain.Contacts;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Personal;

namespace Collections.Gateways.Tasks;

/// <summary>What the person on the line said to show who he is.</summary>
/// <param name="Method">The check's name, see <see cref="IdentityMethods"/>.</param>
/// <param name="Answer">What he said; it is compared and kept nowhere.</param>
/// <param name="Agent">Whose claim the task is; null for the principal's own.</param>
public sealed record IdentityAnswer(string Method, string Answer, string? Agent);

/// <summary>Compares what somebody says on the phone with what is on record of the customer.</summary>
/// <param name="engine">The engine.</param>
/// <param name="vault">Opens the customer's numbers.</param>
public sealed class IdentityDesk(Engine engine, PersonalDataVault vault)
{
    /// <summary>
    /// The command to the task that a check comes to; or why there can be none. Refusals: <c>invalid_request</c> (400)
    /// for a method nobody knows, <c>task_unknown</c> (404), <c>account_unknown</c> and
    /// <c>identity_not_on_record</c> (422) when nothing is known to compare with.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="answer">What the person said.</param>
    public async ValueTask<(TaskCommand? Command, Rejection? Refusal)> JudgeAsync(EntityKey task, IdentityAnswer answer)
    {
        if (IdentityMethods.OrNull(answer.Method) is not { } method)
        {
            var names = string.Join(", ", IdentityMethods.All.Select(each => each.Name));
            return (null, Rejection.Invalid("/method", "method_unknown", $"A check is one of {names}."));
        }

        if (await engine.ReadAsync(task) is not (CollectionTask { Terms: { } terms }, _))
        {
            return (null, Rejection.Unknown("task_unknown", $"There is no task '{task.Id}'."));
        }

        if (await TaskDesk.AccountAsync(engine, task.Tenant, terms.AccountId) is not { Profile: { } profile })
        {
            return (null, TaskDesk.AccountUnknown(terms.AccountId));
        }

        var phones = new List<string>();
        foreach (var contact in profile.Contacts.ToArray())
        {
            if (ContactChannels.UsesNumber(contact.Kind)
                && await vault.OpenAsync(task.Tenant, contact.Value) is { } phone)
            {
                phones.Add(phone);
            }
        }

        var facts = new IdentityFacts(phones, terms.AccountId);
        return method.CanJudge(facts)
            ? (new TaskCommand.CheckIdentity(method.Name, answer.Agent, method.Holds(facts, answer.Answer)), null)
            : (null, Rejection.Refused(
                "identity_not_on_record", $"Nothing is on record to judge '{method.Name}' by; use another check."));
    }
}
