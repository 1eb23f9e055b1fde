using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Domain.Flows;
using Collections.Domain.Outcomes;
using Collections.Domain.Tasks;
using Collections.Gateways.Contacts;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Gateways.Tasks;

/// <summary>
/// Attempts on tasks on their way past the contact gate: nothing that contacts a customer is recorded without a permit.
/// An attempt that brings no contact along reserves one, is permitted or refused now, and is settled with its outcome.
/// </summary>
public static class AttemptDesk
{
    /// <summary>The outcome of a call that our own limits kept from being placed.</summary>
    private const string NotPlaced = "LOCAL_LIMIT";

    /// <summary>
    /// What recording an attempt comes to: the command to the task, once the gate has let it pass; or why it cannot be.
    /// Refusals: <c>contact_blocked</c>, <c>contact_deferred</c> (422), those of the task and of the gate.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="key">The task.</param>
    /// <param name="report">The attempt.</param>
    /// <param name="options">Who asks.</param>
    public static async ValueTask<(TaskCommand? Command, Rejection? Refusal)> PassAsync(
        Engine engine, EntityKey key, AttemptReport report, AskOptions options)
    {
        if (await engine.ReadAsync(key) is not (CollectionTask { Terms: { } terms } task, _))
        {
            return (null, Rejection.Unknown("task_unknown", $"There is no task '{key.Id}'."));
        }

        // The task itself says what is wrong with these, or that they are known.
        var outcome = OutcomeOf(report);
        if (outcome is null
            || !EntityKey.IsValidId(report.AttemptId)
            || task.Attempts.Any(attempt => attempt.AttemptId == report.AttemptId)
            || (report.Channel ?? Channels.Of(terms)) is not { } channel)
        {
            return (new TaskCommand.RecordAttempt(report), null);
        }

        var now = engine.Setup.Clock.Now;
        if (report.ContactId is null && TaskDecider.MayAttempt(task, report.Agent, now) is { } early)
        {
            return (null, early);
        }

        if (await TaskDesk.AccountAsync(engine, key.Tenant, terms.AccountId) is not { } account)
        {
            return (null, TaskDesk.AccountUnknown(terms.AccountId));
        }

        var contact = new Contacting(engine, key, account, options);
        var numbers = NumbersOf(task, account);
        var turn = await NumberChoice.NextAsync(engine, key.Tenant, numbers, task.Number);
        var contactId = report.ContactId;
        if (contactId is null)
        {
            contactId = DerivedId.Of("cnt", new EntityKey(key.Tenant, key.Id, report.AttemptId), 0, 0);
            var about = (turn.NumberId, terms.Campaign, report.CallerId);
            if (await contact.ReserveAsync(contactId, channel, about) is { } refusal)
            {
                return (null, refusal);
            }
        }
        else if (await contact.PermittedAsync(contactId) is { } permitted)
        {
            // Who reserved the contact said over which number.
            turn = numbers.IndexOf(permitted.NumberId ?? string.Empty) is >= 0 and var called && called != turn.Index
                ? turn with
                {
                    Index = called,
                    Alternates = (await NumberChoice.NextAsync(engine, key.Tenant, numbers, called)).Alternates,
                }
                : turn;
        }
        else
        {
            return (null, Rejection.Refused("contact_blocked", $"The gate permitted no contact '{contactId}'."));
        }

        await contact.SettleAsync(contactId, outcome);
        return (
            new TaskCommand.RecordAttempt(report with
            {
                ContactId = contactId,
                Numbers = report.Numbers ?? numbers.Count,
                Number = turn.Index,
                Alternates = turn.Alternates,
            }),
            null);
    }

    /// <summary>
    /// What the gate would say to the task's contact now; null when doing the task contacts nobody, or nobody is known.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="key">The task.</param>
    public static async ValueTask<ContactPermission?> LookAsync(Engine engine, EntityKey key)
    {
        if (await engine.ReadAsync(key) is not (CollectionTask { Terms: { } terms } task, _)
            || Channels.Of(terms) is not { } channel
            || await TaskDesk.AccountAsync(engine, key.Tenant, terms.AccountId) is not { } account)
        {
            return null;
        }

        var number = ContactChannels.UsesNumber(channel)
            ? (await NumberChoice.NextAsync(engine, key.Tenant, NumbersOf(task, account), task.Number)).NumberId
            : null;
        var query = QueryOf(account, channel, number) with { CampaignId = terms.Campaign };
        return await ContactDesk.AskAsync(engine, key.Tenant, account, (query, engine.Setup.Clock.Now));
    }

    /// <summary>
    /// A contact over a channel and a number; over a channel that reaches numbers the gate blocks it without one, for
    /// no list can be looked at.
    /// </summary>
    private static ContactQuery QueryOf(Account account, string channel, string? number) =>
        AccountContacts.QueryOf(account, channel, number) with
        {
            NumberMissing = number is null && ContactChannels.UsesNumber(channel) ? true : null,
        };

    private static CallOutcome? OutcomeOf(AttemptReport report) =>
        report.Outcome is { } named ? OutcomeTable.Shipped.OrNull(named)
        : report.Evidence is { } evidence ? OutcomeClassifier.Classify(evidence)
        : null;

    /// <summary>The keyed hashes of the numbers a task may call: its own, else those of the account.</summary>
    private static List<string> NumbersOf(CollectionTask task, Account account) => task.Terms!.Numbers.Count > 0
        ? [.. task.Terms.Numbers.Select(number => number.NumberId ?? number.To.Hash)]
        : [.. AccountContacts.NumbersOf(account.Profile!, ContactChannels.Phone)];

    /// <summary>One contact with the account's customer.</summary>
    private sealed class Contacting(Engine engine, EntityKey task, Account account, AskOptions options)
    {
        private readonly EntityKey _person =
            new(task.Tenant, Person.Kind, account.Profile!.CustomerId);

        private readonly AskOptions _options = new() { Principal = options.Principal };

        /// <summary>Asks for a permit; the refusal, which the task is told as well, or null.</summary>
        public async ValueTask<Rejection?> ReserveAsync(
            string contactId, string channel, (string? Number, string? Campaign, string? Caller) about)
        {
            var number = ContactChannels.UsesNumber(channel) ? about.Number : null;
            var query = QueryOf(account, channel, number) with
            {
                CampaignId = about.Campaign,
                CallerId = about.Caller,
            };
            var reserve = new PersonCommand.ReserveContact(contactId, account.Id, channel, query.TimeZone)
            {
                Details = query,
            };
            var answer = await ContactDesk.ReserveAsync(engine, _person, reserve, _options);
            if (answer.Rejection is { } malformed)
            {
                return malformed;
            }

            // No report: the contact is known, from a request that broke off. What it was told then still holds.
            return answer.Report is ContactPermission permission
                ? await RefusalAsync(permission)
                : Known((Person)answer.State!, contactId);
        }

        /// <summary>
        /// A contact about this account that the gate permitted, or that was reported as made; null for none.
        /// </summary>
        public async ValueTask<ContactMark?> PermittedAsync(string contactId) =>
            await engine.ReadAsync(_person) is (Person person, _)
                ? person.History.FirstOrDefault(mark => mark.ContactId == contactId && mark.AccountId == account.Id)
                : null;

        /// <summary>Tells the gate how a permitted contact ended; a call that we never placed was not made.</summary>
        public async ValueTask SettleAsync(string contactId, CallOutcome outcome)
        {
            var end = outcome.IsAttempt ? SettleOutcome.Sent : SettleOutcome.Failed;
            var settle = new PersonCommand.SettleContact(contactId, end, outcome.Code.ToLowerInvariant())
            {
                Result = outcome.Code == NotPlaced ? ContactResults.NotMade : outcome.Code,
            };
            await engine.AskAsync(_person, settle, _options);
        }

        private async ValueTask<Rejection?> RefusalAsync(ContactPermission permission)
        {
            var saw = string.Join("; ", permission.Rules
                .Where(rule => rule.Outcome != GateAnswer.Allow)
                .Select(rule => $"{rule.Rule}: {rule.Saw}"));
            switch (permission.Decision)
            {
                case GateAnswer.Allow:
                    return null;
                case GateAnswer.Block:
                    return Rejection.Refused("contact_blocked", saw);
                default:
                    var rule = permission.Rules.Last(each => each.Outcome == GateAnswer.Defer).Rule;
                    await engine.AskAsync(task, new TaskCommand.DeferTask(permission.Until!.Value, rule), _options);
                    return Rejection.Refused("contact_deferred", $"Not before {permission.Until}. {saw}");
            }
        }

        private static Rejection? Known(Person person, string contactId) =>
            person.Reserved.Any(each => each.ContactId == contactId)
                || person.Ended.Any(each => each.NoticeId == contactId && each.Reason is null)
                ? null
                : Rejection.Refused("contact_blocked", "The contact was refused before.");
    }
}
