using Collections.Domain.Accounts;
using Collections.Domain.Flows;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Gateways.Tasks;

/// <summary>Tasks that people make, beside those that policies make.</summary>
public static class TaskDesk
{
    /// <summary>
    /// Asks a task; one that is to be created gets customer and zone of its account, one that is claimed sees grade and
    /// region of it. When an open task is about the
    /// same bill, that one answers, and records the merge. Refusal: <c>account_unknown</c> (422) when the account it
    /// would be about does not exist.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="task">The task.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="options">Who asks; null for the system.</param>
    public static async ValueTask<Answer> AskAsync(
        Engine engine, EntityKey task, TaskCommand command, AskOptions? options = null)
    {
        if (command is TaskCommand.ClaimTask claim)
        {
            var about = await AccountAsync(engine, task.Tenant, claim.AccountId);
            var traits = about is null ? null : AccountContacts.TraitsOf(about.Profile!);
            return await engine.AskAsync(task, claim with { Traits = traits }, options);
        }

        if (command is not TaskCommand.CreateTask create)
        {
            return await engine.AskAsync(task, command, options);
        }

        var (key, complete, refusal) = await CompleteAsync(engine, task, create.Terms);
        return complete is null ? Refused(refusal!) : await engine.AskAsync(key, complete, options);
    }

    /// <summary>
    /// What creating a task comes to: the task and the command to it, which is another one when it is about the same
    /// bill; or why it cannot be.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="task">The task that somebody wants.</param>
    /// <param name="terms">What it is to be.</param>
    public static async ValueTask<(EntityKey Task, TaskCommand? Command, Rejection? Refusal)> CompleteAsync(
        Engine engine, EntityKey task, TaskTerms terms)
    {
        if (await AccountAsync(engine, task.Tenant, terms.AccountId) is not { Profile: { } profile } account)
        {
            return (task, null, AccountUnknown(terms.AccountId));
        }

        if (account.TwinOfTask(task.Id, terms.Kind, terms.BillId) is { } twin)
        {
            return (task with { Id = twin }, new TaskCommand.AbsorbTask(task.Id, terms.Campaign), null);
        }

        return (task, new TaskCommand.CreateTask(terms with
        {
            PersonId = profile.CustomerId,
            TimeZone = profile.TimeZone,
            Segment = AccountContacts.SegmentOf(profile),
        }), null);
    }

    /// <summary>An account that is open; null when there is none.</summary>
    internal static async ValueTask<Account?> AccountAsync(Engine engine, string tenant, string accountId) =>
        EntityKey.IsValidId(accountId)
            && await engine.ReadAsync(new EntityKey(tenant, AccountDecider.Kind, accountId))
                is (Account { Phase: AccountPhase.Open } account, _)
            ? account
            : null;

    /// <summary>The refusal of an account that is unknown.</summary>
    internal static Rejection AccountUnknown(string accountId)
    {
        var message = $"There is no account '{accountId}' that a task could be about.";
        return Rejection.Refused("account_unknown", message) with
        {
            Fields = [new FieldFault("/accountId", "account_unknown", "There is no such account.")],
        };
    }

    /// <summary>An answer that is a refusal.</summary>
    internal static Answer Refused(Rejection rejection) => new(Outcome.Rejected, 0, null) { Rejection = rejection };

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
