using System.Text.Json;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>
/// What the log says happened, counted. Nothing here depends on the order of different entities' events, which is the
/// only thing about a world that two runs may differ in.
/// </summary>
internal sealed class Chronicle(WorldOptions options)
{
    private readonly Dictionary<(string Account, string Bill), BillStory> _bills = [];
    private readonly Dictionary<string, (string Template, string[] Bills)> _treatments = new(StringComparer.Ordinal);

    /// <summary>The world.</summary>
    public WorldOptions Options => options;

    /// <summary>Every bill.</summary>
    public IEnumerable<BillStory> Bills => _bills.Values;

    /// <summary>Steps done, and bills paid soon after.</summary>
    public SortedDictionary<string, (int Done, int Worked)> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>States entered.</summary>
    public Tally Entered { get; } = new();

    /// <summary>Notices sent, by template.</summary>
    public Tally Sent { get; } = new();

    /// <summary>What the contact gate said, by rule: <c>defer window</c>, <c>block opt_out</c> ...</summary>
    public Tally Gate { get; } = new();

    /// <summary>Notices that were not sent, by reason.</summary>
    public Tally Unsent { get; } = new();

    /// <summary>Payments by what became of them; failed ones by code.</summary>
    public Tally Payments { get; } = new();

    /// <summary>Treatments started, by template.</summary>
    public Tally Started { get; } = new();

    /// <summary>Treatments ended, by reason.</summary>
    public Tally Ended { get; } = new();

    /// <summary>Where the portfolio stood: before the first day, at the ends of months and of the world.</summary>
    public List<(LocalDate Day, Standing[] Standing)> Stock { get; } = [];

    /// <summary>Remembers where the portfolio stands.</summary>
    public void TakeStock(LocalDate day, Standing[] standing) => Stock.Add((day, standing));

    /// <summary>Counts one event.</summary>
    public void Note(FeedItem item)
    {
        switch (item.Kind)
        {
            case "account":
                NoteAccount(item, item.Data);
                break;
            case "person":
                NoteGate(item.Type, item.Data);
                break;
            default:
                break;
        }
    }

    private void NoteGate(string type, JsonElement data)
    {
        switch (type)
        {
            case "contact.permitted":
                Gate.Add("permitted");
                break;
            case "contact.deferred":
                foreach (var rule in Each(data, "rules"))
                {
                    if (rule.GetProperty("outcome").GetString() == "defer")
                    {
                        Gate.Add("deferred: " + rule.GetProperty("rule").GetString());
                    }
                }

                break;
            case "contact.blocked":
                Gate.Add("blocked: " + data.GetProperty("reason").GetString());
                break;
            case "contact.opted_out":
                Gate.Add("opted out");
                break;
            default:
                break;
        }
    }

    private void NoteAccount(FeedItem item, JsonElement data)
    {
        switch (item.Type)
        {
            case "notice.sent":
                Sent.Add(Text(data, "template"));
                break;
            case "notice.failed":
                Unsent.Add(Text(data, "reason"));
                break;
            case "account.overdue.changed":
                Entered.Add(Text(data, "to"));
                break;
            case "payment.failed":
                Payments.Add(Text(data.GetProperty("payment"), "declineCode"));
                break;
            case "treatment.started" or "treatment.completed" or "treatment.cancelled" or "step.completed":
                NoteTreatment(item, data);
                break;
            default:
                NoteBill(item, data);
                break;
        }
    }

    private void NoteTreatment(FeedItem item, JsonElement data)
    {
        switch (item.Type)
        {
            case "treatment.started":
                var treatment = data.GetProperty("treatment");
                var bills = Each(treatment, "bills").Select(b => Text(b, "billId")).ToArray();
                var template = Text(treatment, "template");
                _treatments[Text(treatment, "treatmentId")] = (template, bills);
                Started.Add(template);
                foreach (var bill in bills)
                {
                    _bills[(item.Id, bill)].Treated = true;
                }

                break;
            case "treatment.completed":
                Ended.Add("all steps done");
                break;
            case "treatment.cancelled":
                Ended.Add(Text(data, "reason"));
                break;
            default:
                Touch(item, _treatments[Text(data, "treatmentId")], Text(data, "step"));
                break;
        }
    }

    private void NoteBill(FeedItem item, JsonElement data)
    {
        switch (item.Type)
        {
            case "bill.issued":
                var terms = data.GetProperty("bill");
                var due = NodaTime.Text.LocalDatePattern.Iso.Parse(Text(terms, "dueDate")).Value;
                _bills[(item.Id, Text(terms, "billId"))] =
                    new BillStory(Text(data, "currency"), Number(data, "totalMinor"), due);
                break;
            case "bill.adjusted":
                Story(item, data).AmountMinor = Number(data, "totalMinor");
                break;
            case "account.bucket.changed":
                Story(item, data).PastDue |= Number(data, "daysPastDue") > 0;
                break;
            case "reminder.requested":
                var reminded = Story(item, data);
                Touched("reminder before due", [reminded], item.On, again: !reminded.Reminded);
                reminded.Reminded = true;
                break;
            case "bill.paid" when item.Command == "recordHistory":
                // Paid before the world began: not its doing.
                _bills.Remove((item.Id, Text(data, "billId")));
                break;
            case "bill.paid":
                Paid(Story(item, data), item.On);
                break;
            case "bill.reopened":
                Story(item, data).Paid = false;
                break;
            case "bill.written_off":
                var lost = Story(item, data);
                (lost.WrittenOff, lost.WrittenOffMinor) = (true, Number(data, "amountMinor"));
                break;
            default:
                NoteMoney(item, data);
                break;
        }
    }

    private void NoteMoney(FeedItem item, JsonElement data)
    {
        switch (item.Type)
        {
            case "payment.settled":
                Payments.Add("settled");
                Allocate(item with { At = ReceivedAt(data) ?? item.At }, Each(data, "allocations"), 1);
                break;
            case "payment.reversed":
                Payments.Add("taken back: " + Text(data.GetProperty("reversal"), "reason"));
                Allocate(item, Each(data, "released"), -1);
                break;
            case "credit.applied":
                Allocate(item, Each(data, "shares"), 1);
                break;
            case "referral.requested":
                foreach (var bill in Each(data, "billIds"))
                {
                    _bills[(item.Id, bill.GetString()!)].Referred = true;
                }

                break;
            default:
                break;
        }
    }

    private void Allocate(FeedItem item, List<JsonElement> parts, int sign)
    {
        foreach (var part in parts)
        {
            Story(item, part).Pay(sign * Number(part, "amountMinor"), item.On);
        }
    }

    private void Touch(FeedItem item, (string Template, string[] Bills) treatment, string step)
    {
        var stories = treatment.Bills.Select(bill => _bills[(item.Id, bill)]).ToList();
        if (step.Contains("call", StringComparison.Ordinal))
        {
            stories.ForEach(story => story.Called = true);
        }

        Touched($"{treatment.Template}: {step}", stories, item.On, again: true);
    }

    private void Touched(string step, List<BillStory> stories, LocalDate on, bool again)
    {
        var (done, worked) = Steps.GetValueOrDefault(step);
        Steps[step] = (done + (again ? stories.Count : 0), worked);
        foreach (var story in stories)
        {
            story.Touched = (step, on);
        }
    }

    private void Paid(BillStory story, LocalDate on)
    {
        story.Paid = true;
        if (story.Touched is var (step, since) && Period.DaysBetween(since, on) <= BillStory.WorksWithinDays)
        {
            var (done, worked) = Steps[step];
            Steps[step] = (done, worked + 1);
            story.Touched = null;
        }
    }

    private BillStory Story(FeedItem item, JsonElement data) => _bills[(item.Id, Text(data, "billId"))];

    private static Instant? ReceivedAt(JsonElement data) =>
        data.GetProperty("payment").TryGetProperty("receivedAt", out var at)
            ? Instant.FromUnixTimeMilliseconds(at.GetInt64())
            : null;

    private static long Number(JsonElement data, string property) =>
        data.TryGetProperty(property, out var value) ? value.GetInt64() : 0;

    private static List<JsonElement> Each(JsonElement data, string property) =>
        data.TryGetProperty(property, out var list) ? [.. list.EnumerateArray()] : [];

    // The log leaves out what has its default value.
    private static string Text(JsonElement data, string property) =>
        data.TryGetProperty(property, out var value) ? value.ToString() : "none";
}
