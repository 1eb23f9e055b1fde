using Collections.Domain.Accounts;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Gateways.Tasks;

/// <summary>Tasks that people make, beside those that policies make.</summary>
public static class TaskDesk
{
    /// <summary>
    /// Asks a task; one that is to be created gets the customer of its account. Refusal: <c>account_unknown</c> (422)
    /// when the account it would be about does not exist.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="task">The task.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="options">Who asks; null for the system.</param>
    public static async ValueTask<Answer> AskAsync(
        Engine engine, EntityKey task, TaskCommand command, AskOptions? options = null)
    {
        if (command is not TaskCommand.CreateTask create)
        {
            return await engine.AskAsync(task, command, options);
        }

        var account = task with { Kind = AccountDecider.Kind, Id = create.Terms.AccountId };
        if (!EntityKey.IsValidId(account.Id)
            || await engine.ReadAsync(account) is not (Account { Phase: AccountPhase.Open, Profile: { } profile }, _))
        {
            return new Answer(Outcome.Rejected, 0, null)
            {
                Rejection = Rejection.Refused(
                    "account_unknown", $"There is no account '{create.Terms.AccountId}' that a task could be about."),
            };
        }

        return await engine.AskAsync(
            task, new TaskCommand.CreateTask(create.Terms with { PersonId = profile.CustomerId }), options);
    }

    /// <summary>The task that a step of an account's latest treatment of a template waits for; null for none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="template">The treatment's template.</param>
    /// <param name="step">The step.</param>
    public static string? TaskOf(Account account, string template, string step)
    {
        for (var i = account.Treatments.Count - 1; i >= 0; i--)
        {
            var treatment = account.Treatments[i];
            if (treatment.Template == template)
            {
                var index = treatment.StepIndex(step);
                return index < 0 ? null : treatment.Steps[index].TaskId;
            }
        }

        return null;
    }
}
