using System.Runtime.CompilerServices;
using Collections.Simulation.Faults;
using Collections.Simulation.Workload;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>
/// Judges what really reached people, from the ledgers of the telephone network and the mail host alone: hours, wishes,
/// stops, lists, and how often.
/// </summary>
internal sealed class ContactAudit(Auditor auditor, Leeway leeway)
{
    private static readonly Duration MailLag = Duration.FromMinutes(2);
    private static readonly Duration Window = Duration.FromHours(24) - Duration.FromMinutes(15);

    private readonly List<MadeCall> _calls = [];
    private readonly List<AcceptedNotice> _notices = [];

    /// <summary>A phone rang.</summary>
    public void See(MadeCall made)
    {
        _calls.Add(made);
        var call = made.Call;
        var account = AccountOf(call.Household.Customer.AccountId);
        var reached = new Reached(call.PersonId, "phone", account, made.At);
        Judge(call.CallId, reached, (call.PermitAsked, call.ConfirmAsked));
        var number = auditor.Numbers.GetValueOrDefault(call.NumberId);
        if (number?.Against(made.At - leeway.Skew, call.ConfirmAsked) is { } reason)
        {
            auditor.Complain($"contact: {call.CallId} rang {reason}");
        }

        CountCalls(made, account);
    }

    /// <summary>The mail host took a notice.</summary>
    public void See(AcceptedNotice notice)
    {
        var person = auditor.Gates.FirstOrDefault(gate => gate.Value.Permitted.ContainsKey(notice.NoticeId));
        if (person.Value is null)
        {
            auditor.Complain($"contact: {notice.NoticeId} left without a permit");
            return;
        }

        var permitted = person.Value.Permitted[notice.NoticeId];
        var reached = new Reached(person.Key.Id, notice.Channel, AccountOf(notice.AccountId), notice.At);
        Judge(notice.NoticeId, reached, (permitted - leeway.Skew, notice.At - MailLag));
        var address = reached.Account.Addressees.GetValueOrDefault(notice.NoticeId, string.Empty);
        var number = auditor.Numbers.GetValueOrDefault(address);
        if (number?.Against(notice.At - leeway.Skew, notice.At - MailLag) is { } reason)
        {
            auditor.Complain($"contact: {notice.NoticeId} left {reason}");
        }

        var policies = auditor.ContactPoliciesSince(permitted - leeway.Skew - leeway.Policy);
        var most = policies.Max(policy => policy.MessagesPerDay);
        // By when they left, as they count: one permitted early may leave behind one permitted late.
        var counted = _notices.Count(each => auditor.Gates[person.Key].Permitted.ContainsKey(each.NoticeId)
            && notice.At - each.At < Window);
        Expect(counted < most, $"{notice.NoticeId} is message {counted + 1} of {most} to {person.Key.Id}");
        _notices.Add(notice);
    }

    private void Judge(string id, Reached reached, (Instant Asked, Instant Confirmed) by)
    {
        var policies = auditor.ContactPoliciesSince(by.Asked - leeway.Policy).ToList();
        var zones = reached.Account.ZonesSince(by.Asked).ToList();
        var slack = leeway.Skew + Duration.FromMinutes(1);
        Expect(
            policies.Exists(policy => zones.Exists(zone =>
                policy.IsOpen(reached.At + slack, zone) || policy.IsOpen(reached.At - slack, zone))),
            $"{id} reached {reached.Person} at {reached.At.InZone(zones[^1])}");
        var gate = auditor.Gates.GetValueOrDefault(Script.Account(0) with { Kind = "person", Id = reached.Person });
        foreach (var at in (Instant[])[reached.At - slack, reached.At + slack])
        {
            // At the edge of a day either side of it may count.
            var contact = new AuditedContact(reached.Channel, reached.Account.Id, at, zones[^1]);
            if (gate?.Against(contact, by.Confirmed) is not { } reason)
            {
                return;
            }

            if (at > reached.At)
            {
                auditor.Complain($"contact: {id} reached {reached.Person} {reason}");
            }
        }
    }

    private void CountCalls(MadeCall made, NaiveAccount account)
    {
        var (call, zone) = (made.Call, account.Zone);
        var slack = leeway.Skew + Duration.FromMinutes(1);
        var today = made.At.InZone(zone).Date;
        var policies = auditor.ContactPoliciesSince(call.PermitAsked - leeway.Policy).ToList();
        Expect(
            CountWhere(each => each.Call.PersonId == call.PersonId
                && DayOf(each.At - slack) == today && DayOf(each.At + slack) == today)
                <= policies.Max(policy => policy.CallsPerDay),
            $"{call.CallId} is one call too many to {call.PersonId} on {today}");
        Expect(
            CountWhere(each => each.Call.PersonId == call.PersonId
                && each.Call.Household.Customer.AccountId == account.Id
                && DayOf(each.At - slack) > DayOf(made.At + slack).PlusDays(-7))
                <= policies.Max(policy => policy.CallsPerDebtAndWeek),
            $"{call.CallId} is one call too many about {account.Id} within a week");
        Expect(
            CountWhere(each => each.Call.NumberId == call.NumberId && made.At - each.Call.PermitAsked < Window)
                <= policies.Max(policy => policy.CallsPerNumber),
            $"{call.CallId} is one call too many over {call.NumberId[..8]} within a day");

        // A server's clock may have shown the day before, or after: what is not surely within the days does not count.
        LocalDate DayOf(Instant at) => at.InZone(zone).Date;
        int CountWhere(Func<MadeCall, bool> counts) => _calls.Count(counts);
    }

    private NaiveAccount AccountOf(string id) => auditor.Accounts[Script.Account(0) with { Id = id }];

    private void Expect(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds)
        {
            auditor.Complain("contact: " + what.Say());
        }
    }

    private sealed record Reached(string Person, string Channel, NaiveAccount Account, Instant At);
}
