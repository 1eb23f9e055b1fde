using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Kinds;
using Collections.Runtime.Log;
using Collections.Simulation.Faults;
using Collections.Simulation.Runs;
using Collections.Simulation.Workload;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>
/// The end of a world, after the faults have stopped and time has gone on for some days: nothing is left undone, and
/// everything agrees with everything.
/// </summary>
internal sealed class FinalAudit(Auditor auditor, SharedStore store, KindRegistry kinds, Instant now)
{
    private static readonly Duration Patience = Duration.FromDays(3);

    /// <summary>Checks everything.</summary>
    public async Task CheckAsync(Engine engine, Client client, (MailHost Mail, Duration Skew) outside)
    {
        await CheckEntitiesAsync(engine);
        CheckLiveness(client);
        CheckAccounts();
        CheckNotices(outside.Mail, outside.Skew);
        CheckAnswers(client);
        var due = await store.Entities.ClaimDueAsync(now - Duration.FromHours(2), 10);
        Expect(due.Count == 0, $"liveness: {string.Join(' ', due)} is due and nobody wakes it");
        var parked = await store.Entities.ReadParkedAsync(Script.Tenant, 10);
        Expect(parked.Count == 0, $"liveness: {string.Join(' ', parked.Select(each => each.Id))} is still parked");
    }

    private async Task CheckEntitiesAsync(Engine engine)
    {
        foreach (var key in auditor.Entities)
        {
            var stored = (await store.Entities.LoadAsync([key]))[0]!;
            var (version, hash) = auditor.ChainOf(key);
            Expect(
                stored.Version == version && stored.Hash == hash,
                $"log: {key} is stored at version {stored.Version}, its records end at {version}");
            var kind = kinds.Of(key.Kind);
            try
            {
                var (state, inbox, _) = await LogFold.FoldAsync(store.Log, kind, key, until: null);
                Expect(
                    stored.Snapshot.Span.SequenceEqual(SnapshotText.Write(kind, state, inbox)),
                    $"log: {key} does not fold to its snapshot");
                var timeline = await engine.Configurations.OfAsync(key.Tenant);
                var wake = kind.NextWake(state, timeline.ByNumber(stored.Configuration));
                Expect(wake == stored.Wake, $"wake-up: {key} wakes at {stored.Wake}, not at {wake}");
            }
            catch (Exception broken) when (broken is BrokenInvariantException or System.Text.Json.JsonException)
            {
                auditor.Complain($"log: {key} does not fold: {broken.Message}");
            }
        }
    }

    private void CheckLiveness(Client client)
    {
        Expect(client.Unanswered == 0, $"liveness: {client.Unanswered} requests were never answered");
        foreach (var complaint in client.Complaints)
        {
            auditor.Complain("client: " + complaint);
        }

        foreach (var (id, sent) in auditor.UnderWay.Take(3))
        {
            auditor.Complain($"liveness: message {id} never reached {sent.To}");
        }
    }

    private void CheckAccounts()
    {
        foreach (var (key, account) in auditor.Accounts)
        {
            var today = now.InZone(account.Zone).Date;
            if (auditor.PolicyOf(long.MaxValue) is { } policy && !account.IsFrozen(today))
            {
                var state = account.Judge(policy, today);
                Expect(state == account.State, $"{key}: at the end the state is {account.State}, should be {state}");
            }

            foreach (var task in account.Tasks.Where(task => !auditor.Created.Contains(task)))
            {
                auditor.Complain($"effects: {key} asked for {task}, which was never created");
            }
        }
    }

    private void CheckNotices(MailHost mail, Duration skew)
    {
        var accepted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var notice in mail.Ledger)
        {
            Expect(accepted.Add(notice.NoticeId), $"effects: {notice.NoticeId} left twice");
            var account = auditor.Accounts[Script.Account(0) with { Id = notice.AccountId }];
            var slack = skew + Duration.FromMinutes(1);
            Expect(
                NaiveGate.IsOpen(notice.At + slack, account.Zone) || NaiveGate.IsOpen(notice.At - slack, account.Zone),
                $"gate: {notice.NoticeId} left at {notice.At.InZone(account.Zone)}");
            Expect(
                auditor.Gates.Values.Any(gate => gate.Permitted.Contains(notice.NoticeId)),
                $"gate: {notice.NoticeId} left without a permit");
            Expect(
                account.Notices.ContainsKey(notice.NoticeId), $"effects: nobody asked for {notice.NoticeId}");
        }

        foreach (var (key, account) in auditor.Accounts)
        {
            foreach (var (id, (at, end)) in account.Notices)
            {
                Expect(end is not null || at > now - Patience, $"effects: {key}: {id} of {at} never ended");
                Expect(end != "notice.sent" || accepted.Contains(id), $"effects: {id} was told sent and never left");
            }
        }
    }

    private void CheckAnswers(Client client)
    {
        foreach (var told in client.Answers)
        {
            Expect(told.Code is not "invalid_request", $"{told.Ask.Key}: {told.Ask.Command} is {told.Body}");
            if (told.Outcome == Outcome.Accepted)
            {
                var actor = auditor.Actors.GetValueOrDefault((told.Ask.Key, told.Version));
                Expect(
                    actor == told.Ask.By,
                    $"idempotency: {told.Ask.Key}@{told.Version} is by {actor}, not {told.Ask.By}");
            }

            if (told.Code is null)
            {
                CheckDone(told);
            }
        }

        CheckWishes(client);
    }

    /// <summary>Who was told that it is done finds it done.</summary>
    private void CheckDone(Told told)
    {
        var account = auditor.Accounts.GetValueOrDefault(told.Ask.Key);
        var done = told.Ask.Command switch
        {
            AccountCommand.AddBill bill => account!.Book.Bills.ContainsKey(bill.BillId),
            AccountCommand.AddPayment { Status: PaymentStatus.Settled } payment when told.Outcome != Outcome.Replayed =>
                account!.Book.Knows("payment " + payment.PaymentId),
            AccountCommand.AddCredit credit => account!.Book.Knows("credit " + credit.CreditId),
            _ => true,
        };
        Expect(done, $"idempotency: {told.Ask.Key}: {told.Ask.Command} was answered {told.Body} and is not there");
    }

    /// <summary>The last wish of a person is the one that stands, if nobody spoke at the same time.</summary>
    private void CheckWishes(Client client)
    {
        foreach (var wishes in client.Answers
            .Where(told => told.Ask.Command is Domain.Contacts.PersonCommand && told.Code is null)
            .GroupBy(told => told.Ask.Key))
        {
            var last = wishes.MaxBy(told => told.Ask.At)!;
            if (wishes.Any(told => told != last && told.At >= last.Ask.At))
            {
                continue;
            }

            var (channel, isOut) = last.Ask.Command switch
            {
                Domain.Contacts.PersonCommand.OptOut wish => (wish.Channel, true),
                Domain.Contacts.PersonCommand.OptIn wish => (wish.Channel, false),
                _ => (null, false),
            };
            var gate = auditor.Gates.GetValueOrDefault(wishes.Key);
            Expect(
                gate is not null && gate.IsOut(channel ?? "email") == isOut,
                $"gate: {wishes.Key} wished {last.Ask.Command} and is not heard");
        }
    }

    private void Expect(bool holds, string what)
    {
        if (!holds)
        {
            auditor.Complain(what);
        }
    }
}
