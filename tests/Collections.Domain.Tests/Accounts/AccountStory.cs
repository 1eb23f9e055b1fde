using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Tests.Accounts;

/// <summary>An account and its archive in memory: given events, when a command, then events or a refusal.</summary>
internal sealed class AccountStory
{
    private readonly Dictionary<Lookup, object?> _facts = [];

    public AccountStory(string id = "a1") => Account = Account.Initial(new EntityKey("t", "account", id));

    public Account Account { get; private set; }

    public Instant At { get; set; } = Instant.FromUtc(2026, 1, 1, 12, 0);

    public IReadOnlyList<AccountEvent> LastEvents { get; private set; } = [];

    public IReadOnlyList<SideRow> LastRows { get; private set; } = [];

    public List<SideRow.Archive> Archive { get; } = [];

    /// <summary>An account in dollars in UTC.</summary>
    public static AccountStory Open(string currency = "USD", string zone = "UTC")
    {
        var story = new AccountStory();
        story.Accept(new AccountCommand.PutAccount { CustomerId = "c1", Currency = currency, TimeZone = zone });
        return story;
    }

    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public void Know(string accountId, EntityRow? row) => _facts[new Lookup.Entity("account", accountId)] = row;

    public Decision<AccountEvent> Decide(AccountCommand command)
    {
        Dictionary<Lookup, object?> answers = [];
        foreach (var lookup in command.Lookups)
        {
            answers[lookup] = _facts.GetValueOrDefault(lookup);
        }

        return Books.Decide(Account, command, Context(new Facts(answers)));
    }

    public Decision<AccountEvent> Wake() => Take(Books.Wake(Account, Context(Facts.None)));

    /// <summary>The types of the events the command gives.</summary>
    public IReadOnlyList<string> Accept(AccountCommand command)
    {
        var decision = Decide(command);
        Assert.Null(decision.Rejection);
        return Names(Take(decision).Events);
    }

    /// <summary>The code of the refusal the command meets; the state is left.</summary>
    public string Refuse(AccountCommand command, RejectionClass family = RejectionClass.Refused)
    {
        var decision = Decide(command);
        Assert.NotNull(decision.Rejection);
        Assert.Empty(decision.Events);
        Assert.Empty(decision.SideRows);
        Assert.Equal(family, decision.Rejection.Class);
        return decision.Rejection.Class == RejectionClass.Invalid
            ? decision.Rejection.Fields[0].Code
            : decision.Rejection.Code;
    }

    public IReadOnlyList<string> Bill(string id, decimal amount, string due = "2026-01-10") =>
        Accept(new AccountCommand.AddBill(id, amount) { DueDate = Day(due) });

    public IReadOnlyList<string> Pay(string id, decimal amount, string? billId = null) =>
        Accept(new AccountCommand.AddPayment(id, amount) { BillId = billId });

    public decimal Outstanding(string billId) => Account.Bill(billId)!.OutstandingMinor / 100m;

    public decimal Unapplied() => Account.Sources.Sum(source => source.UnappliedMinor) / 100m;

    public BillStatus Status(string billId) => Account.Bill(billId)!.Status;

    public string Allocations(string sourceId, FundingKind kind = FundingKind.Payment) => string.Join(
        ' ', Account.Source(kind, sourceId)!.Allocations.Select(each => $"{each.BillId}:{each.AmountMinor}"));

    public JsonElement View(Func<PersonalRef, string?>? reveal = null)
    {
        var json = AccountView.Of(Account, new ViewInputs
        {
            At = At,
            Version = 7,
            BucketNames = ["CURRENT", "D1-D30", "D31-D60", "D61-D90", "D90+"],
            BucketOf = days => days switch
            {
                <= 0 => "CURRENT",
                <= 30 => "D1-D30",
                <= 60 => "D31-D60",
                <= 90 => "D61-D90",
                _ => "D90+",
            },
            Reveal = reveal ?? (_ => null),
        });
        return JsonDocument.Parse(json).RootElement;
    }

    public static IReadOnlyList<string> Names(IReadOnlyList<AccountEvent> events) =>
        [.. events.Select(each => EventNames.Of(each.GetType()))];

    private BookContext Context(Facts facts) =>
        new(new BookDefaults("USD", "UTC", "en"), new EntityKey("t", "account", Account.Id), 1, At, facts);

    private Decision<AccountEvent> Take(Decision<AccountEvent> decision)
    {
        LastEvents = decision.Events;
        LastRows = decision.SideRows;
        foreach (var each in decision.Events)
        {
            Account = Fold.Evolve(Account, each, At);
        }

        foreach (var row in decision.SideRows.OfType<SideRow.Archive>())
        {
            Archive.Add(row);
            _facts[new Lookup.Archived(row.Shelf, row.Id)] = row.Json;
        }

        return decision;
    }
}
