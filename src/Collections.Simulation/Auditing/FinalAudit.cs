using System.Runtime.CompilerServices;
using Collections.Simulation.Faults;
using Collections.Simulation.Runs;
using Collections.Simulation.Workload;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>
/// The end of a world, after the faults have stopped and time has gone on for some days: nothing is left undone, and
/// everything agrees with everything.
/// </summary>
internal sealed class FinalAudit(Auditor auditor, Leeway leeway, Instant now)
{
    /// <summary>Holds what is in the books against what clients were told and what reached people.</summary>
    public void Check(Heard heard, ReachedPeople reached)
    {
        CheckLiveness(heard);
        CheckAccounts();
        CheckNotices(reached.Notices);
        CheckCalls(reached.Calls);
        CheckFamilies();
        CheckComplaints();
        CheckAnswers(heard);
    }

    /// <summary>Nothing is due in the store, and nothing was given up.</summary>
    public async Task CheckStoreAsync(SharedStore store)
    {
        var due = await store.Entities.ClaimDueAsync(now - Duration.FromHours(2), 10);
        Expect(due.Count == 0, $"liveness: {string.Join(' ', due)} is due and nobody wakes it");
        var parked = await store.Entities.ReadParkedAsync(Script.Tenant, 10);
        Expect(parked.Count == 0, $"liveness: {string.Join(' ', parked.Select(each => each.Id))} is still parked");
    }

    private void CheckLiveness(Heard heard)
    {
        foreach (var ask in heard.Unanswered)
        {
            auditor.Complain($"liveness: {ask.Command} of {ask.At} to {ask.Key} was never answered");
        }

        foreach (var complaint in heard.Complaints)
        {
            auditor.Complain("client: " + complaint);
        }

        foreach (var (id, sent) in auditor.UnderWay.Where(each => each.Value.At < now - leeway.Message).Take(3))
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

            foreach (var task in account.Tasks
                .Where(id => !auditor.Tasks.ContainsKey(key with { Kind = "task", Id = id })))
            {
                auditor.Complain($"effects: {key} asked for {task}, which was never created");
            }
        }
    }

    private void CheckNotices(IReadOnlyList<AcceptedNotice> notices)
    {
        var accepted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var notice in notices)
        {
            Expect(accepted.Add(notice.NoticeId), $"effects: {notice.NoticeId} left twice");
            Expect(
                auditor.Accounts[Script.Account(0) with { Id = notice.AccountId }].Notices.ContainsKey(notice.NoticeId),
                $"effects: nobody asked for {notice.NoticeId}");
        }

        foreach (var (key, account) in auditor.Accounts)
        {
            foreach (var (id, (at, end)) in account.Notices)
            {
                Expect(
                    end is not null
                        || at > now - leeway.Notice
                        || auditor.Gates.Values.Any(gate => gate.Waits(id, now - leeway.Message)),
                    $"effects: {key}: {id} of {at} never ended");
                Expect(end != "notice.sent" || accepted.Contains(id), $"effects: {id} was told sent and never left");
            }
        }
    }

    /// <summary>The gate heard of every call that rang.</summary>
    private void CheckCalls(IReadOnlyList<MadeCall> calls)
    {
        foreach (var made in calls)
        {
            var gate = auditor.Gates[Script.Account(0) with { Kind = "person", Id = made.Call.PersonId }];
            Expect(gate.Settled.Contains(made.Call.CallId), $"contact: {made.Call.CallId} rang and was never settled");
        }
    }

    /// <summary>Who is paid for was told what the payer owes.</summary>
    private void CheckFamilies()
    {
        foreach (var (key, child) in auditor.Accounts.Where(each => each.Value.PaidBy is not null))
        {
            var owed = auditor.Accounts[key with { Id = child.PaidBy! }].Book.Bills.Values
                .Where(bill => bill.Outstanding > 0)
                .Select(bill => (bill.Id, bill.Outstanding, bill.Due, bill.PostponedUntil));
            var told = child.ToldDebt.Select(bill => (bill.Id, bill.Total, bill.Due, bill.PostponedUntil));
            Expect(
                owed.ToHashSet().SetEquals(told),
                $"{key}: was told {string.Join(' ', told)}; {child.PaidBy} owes {string.Join(' ', owed)}");
        }
    }

    /// <summary>An open complaint stands at the person's gate, a settled one does not.</summary>
    private void CheckComplaints()
    {
        foreach (var (key, gate) in auditor.Gates)
        {
            var open = auditor.Complaints.Where(each => each.Value == key.Id).Select(each => $"law cmp:{each.Key}");
            var standing = gate.Stops.Where(stop => stop.StartsWith("law cmp:", StringComparison.Ordinal));
            Expect(
                open.ToHashSet().SetEquals(standing),
                $"{key}: complaints {string.Join(' ', open)}, at the gate {string.Join(' ', standing)}");
        }
    }

    private void CheckAnswers(Heard heard)
    {
        foreach (var told in heard.Answers)
        {
            Expect(
                told.Code is not "invalid_request" || told.Ask.Key.Kind != "account",
                $"{told.Ask.Key}: {told.Ask.Command} is {told.Body}");
            if (told.IsNew)
            {
                var actor = auditor.Actors.GetValueOrDefault((told.Ask.Key, told.Version));
                Expect(
                    actor == told.Ask.By,
                    $"idempotency: {told.Ask.Key}@{told.Version} is by {actor}, not {told.Ask.By}");
            }

            Expect(
                told.Version <= auditor.ChainOf(told.Ask.Key).Version,
                $"idempotency: {told.Ask.Key} was told of at version {told.Version}, its log ends before");
            if (told.Code is null)
            {
                CheckDone(told);
            }
        }

        CheckWishes(heard);
    }

    /// <summary>Who was told that it is done finds it done.</summary>
    private void CheckDone(Told told)
    {
        var account = auditor.Accounts.GetValueOrDefault(told.Ask.Key);
        var done = Wanted.Of(told.Ask.Command) switch
        {
            ("bill", var id) => account!.Book.Bills.ContainsKey(id),
            ("settled", var id) when !told.IsRepeated => account!.Book.Knows("payment " + id),
            ("credit", var id) => account!.Book.Knows("credit " + id),
            ("quiet" or "law", var id) => auditor.Gates.GetValueOrDefault(told.Ask.Key)
                ?.Placed.Contains($"{Wanted.Of(told.Ask.Command)!.What} {id}") is true,
            _ => true,
        };
        Expect(done, $"idempotency: {told.Ask.Key}: {told.Ask.Command} was answered {told.Body} and is not there");
    }

    /// <summary>The last wish of a person is the one that stands, if nobody spoke at the same time.</summary>
    private void CheckWishes(Heard heard)
    {
        foreach (var wishes in heard.Answers
            .Where(told => told.Code is null && Wanted.Of(told.Ask.Command) is { What: "out" or "in" })
            .GroupBy(told => told.Ask.Key))
        {
            var last = wishes.MaxBy(told => told.Ask.At)!;
            if (wishes.Any(told => told != last && told.At >= last.Ask.At))
            {
                continue;
            }

            var wanted = Wanted.Of(last.Ask.Command)!;
            var gate = auditor.Gates.GetValueOrDefault(wishes.Key);
            Expect(
                gate is not null && gate.IsOut(wanted.Id) == (wanted.What == "out"),
                $"gate: {wishes.Key} wished {last.Ask.Command} and is not heard");
        }
    }

    private void Expect(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds)
        {
            auditor.Complain(what.Say());
        }
    }
}
