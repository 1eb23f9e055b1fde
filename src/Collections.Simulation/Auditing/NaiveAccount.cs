using System.Runtime.CompilerServices;
using System.Text.Json;
using Collections.Simulation.Workload;
using NodaTime;

namespace Collections.Simulation.Auditing;

/// <summary>
/// An account as the auditor sees it: books of its own, and a judgement of its own of the state the account should be
/// in, worked out day by day from the policy as it was drawn, not as the product read it.
/// </summary>
internal sealed class NaiveAccount
{
    private static readonly int[] BucketDays = [1, 31, 61, 91];

    private readonly Action<string> _complain;
    private readonly SortedSet<string> _tags = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (LocalDate From, LocalDate? Until, string Scope)> _holds =
        new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, string[]> _treatments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _buckets = new(StringComparer.Ordinal);
    private readonly List<(DateTimeZone Zone, Instant Since)> _zones = [(DateTimeZone.Utc, Instant.MinValue)];
    private readonly Func<Instant> _now;
    private bool _unreviewed;

    public NaiveAccount(string id, Action<string> complain, Func<Instant> now)
    {
        Id = id;
        _complain = complain;
        _now = now;
        Book = new NaiveBook(complain);
    }

    public string Id { get; }

    public NaiveBook Book { get; }

    /// <summary>The account that pays for this one; null for itself.</summary>
    public string? PaidBy { get; private set; }

    /// <summary>What that account owes, as this one was told.</summary>
    public IReadOnlyList<NaiveBill> ToldDebt { get; private set; } = [];

    public string State { get; private set; } = "CLEAR";

    public DateTimeZone Zone => _zones[^1].Zone;

    /// <summary>Every zone it has been in since a true time.</summary>
    public IEnumerable<DateTimeZone> ZonesSince(Instant at) =>
        _zones.Where((_, i) => i == _zones.Count - 1 || _zones[i + 1].Since >= at).Select(each => each.Zone);

    public bool Has(string tag) => _tags.Contains(tag);

    /// <summary>Notices asked for, and when; each ends once.</summary>
    public SortedDictionary<string, (Instant At, string? End)> Notices { get; } = new(StringComparer.Ordinal);

    /// <summary>The hash of the address that each notice is for.</summary>
    public SortedDictionary<string, string> Addressees { get; } = new(StringComparer.Ordinal);

    /// <summary>Tasks asked for.</summary>
    public SortedSet<string> Tasks { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes in one event.</summary>
    public void Apply(string type, JsonElement data, Instant at)
    {
        switch (type)
        {
            case "account.created" or "account.updated":
                Settle(data.Part("profile"));
                break;
            case "account.parent.changed":
                ToldDebt = [];
                break;
            case "account.parent.debt.changed":
                ToldDebt = [.. data.Part("debt").Each("bills").Select(Told)];
                break;
            case "account.imported":
                // Nothing fires at an import; the policies look at it when time goes on.
                _unreviewed = true;
                break;
            case "account.reviewed":
                _unreviewed = false;
                break;
            case "tag.added":
                Expect(_tags.Add(data.Text("tag")), $"{data.Text("tag")} is put on once");
                break;
            case "tag.removed":
                Expect(_tags.Remove(data.Text("tag")), $"{data.Text("tag")} was on");
                break;
            case "hold.placed":
                var hold = data.Part("hold");
                _holds[hold.Text("holdId")] = (hold.Day("from")!.Value, hold.Day("until"), hold.Text("scope", "all"));
                break;
            case "hold.released":
                _holds.Remove(data.Text("holdId"));
                break;
            case "account.overdue.changed":
                Expect(data.Text("from") == State, $"a change from {data.Text("from")} starts at {State}");
                State = data.Text("to");
                break;
            case "account.bucket.changed":
                _buckets[data.Text("billId")] = data.Text("to");
                break;
            default:
                ApplyActions(type, data, at);
                Book.Apply(type, data);
                break;
        }
    }

    /// <summary>What must hold after every record, judged at its instant.</summary>
    public void Check(Instant at, SimPolicy? policy, long balanceMinor, bool last)
    {
        Book.Check();
        if (last)
        {
            Expect(Book.Balance == balanceMinor, $"the balance is {Book.Balance}, the row says {balanceMinor}");
        }

        var today = at.InZone(Zone).Date;
        if (_unreviewed)
        {
            return;
        }

        if (policy is not null && !IsFrozen(today))
        {
            var state = Judge(policy, today);
            Expect(state == State, $"the state on {today:yyyy-MM-dd} is {state}, the log says {State}");
        }

        CheckBuckets(today);
    }

    /// <summary>The state a policy gives on a day.</summary>
    public string Judge(SimPolicy policy, LocalDate today)
    {
        var counted = (PaidBy is null ? Book.Bills.Values.AsEnumerable() : ToldDebt)
            .Where(bill => bill.Outstanding > 0
                && !(bill.PostponedUntil > today)
                && Period.DaysBetween(bill.Due, today) > policy.GraceDays)
            .ToList();
        if (counted.Count == 0)
        {
            return "CLEAR";
        }

        var oldest = counted.Max(bill => Period.DaysBetween(bill.Due, today));
        var total = counted.Sum(bill => bill.Outstanding);
        return policy.States.FirstOrDefault(state => oldest >= state.FromDays
            && total >= state.FromMinor
            && !(state.Spares && _tags.Contains(SimPolicy.SparingTag)))?.Name ?? "CLEAR";
    }

    /// <summary>Whether a hold keeps the state as it stands.</summary>
    public bool IsFrozen(LocalDate today) => _holds.Values.Any(hold =>
        hold.Scope == "all" && hold.From <= today && (hold.Until is null || today < hold.Until));

    private void Settle(JsonElement profile)
    {
        var zone = DateTimeZoneProviders.Tzdb[profile.Text("timeZone", "UTC")];
        if (zone.Id != Zone.Id)
        {
            _zones.Add((zone, _now()));
        }

        PaidBy = profile.Flag("paidByParent") ? profile.Text("parentId") : null;
    }

    private static NaiveBill Told(JsonElement bill) => new()
    {
        Id = bill.Text("billId"),
        Due = bill.Day("dueDate")!.Value,
        Total = bill.Number("outstandingMinor"),
        PostponedUntil = bill.Day("postponedUntil"),
    };

    private void CheckBuckets(LocalDate today)
    {
        foreach (var bill in Book.Bills.Values.Where(bill => bill.Outstanding > 0))
        {
            var age = Period.DaysBetween(bill.Due, today);
            var rank = BucketDays.Count(from => age >= from);
            var name = rank == 0 ? string.Empty : ((string[])["D1-D30", "D31-D60", "D61-D90", "D90+"])[rank - 1];
            var told = _buckets.GetValueOrDefault(bill.Id, string.Empty);
            Expect(
                told == name || (name.Length == 0 && told is "CURRENT"),
                $"{bill.Id} is {age} days past due on {today:yyyy-MM-dd}, told to be in '{told}'");
        }
    }

    private void ApplyActions(string type, JsonElement data, Instant at)
    {
        switch (type)
        {
            case "notice.requested":
                Expect(Notices.TryAdd(data.Text("noticeId"), (at, null)), $"{data.Text("noticeId")} is asked for once");
                Addressees[data.Text("noticeId")] =
                    data.TryGetProperty("to", out var to) ? to.Text("hash") : string.Empty;
                break;
            case "notice.sent" or "notice.failed" when Notices.TryGetValue(data.Text("noticeId"), out var notice):
                Expect(notice.End is null, $"{data.Text("noticeId")} ends once");
                Notices[data.Text("noticeId")] = (notice.At, type);
                break;
            case "task.requested":
                Expect(Tasks.Add(data.Text("taskId")), $"{data.Text("taskId")} is asked for once");
                break;
            case "treatment.started":
                Start(data.Part("treatment"));
                break;
            case "treatment.completed" or "treatment.cancelled":
                _treatments.Remove(data.Text("treatmentId"));
                break;
            case "treatment.reopened":
                // Which of its bills it takes up again is its own affair; it counts as new from here.
                _treatments[data.Text("treatmentId")] = [];
                break;
            default:
                break;
        }
    }

    private void Start(JsonElement treatment)
    {
        var bills = treatment.Each("bills").Select(bill => bill.Text("billId")).ToArray();
        var busy = _treatments.Values.SelectMany(each => each).Intersect(bills).ToList();
        Expect(busy.Count == 0, $"{string.Join(' ', busy)} is in one treatment at a time");
        Expect(bills.Length > 0, $"a treatment has bills");
        Expect(PaidBy is null, $"{PaidBy} pays for it, so nothing treats it");
        _treatments[treatment.Text("treatmentId")] = bills;
    }

    private void Expect(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref Words what)
    {
        if (!holds)
        {
            _complain("account: not so: " + what.Say());
        }
    }
}
