using System.Text.Json.Serialization;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Overdue;
using Collections.Domain.Tests.Laws;
using Collections.Domain.Tests.Overdue;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

/// <summary>The laws of deciders for accounts: books and review together, under random policies.</summary>
public sealed class AccountLaws : DeciderLaws<AccountDecider, Account, AccountCommand, AccountEvent>
{
    private static readonly string[] Zones = ["UTC", "America/Sao_Paulo", "Asia/Shanghai", "Pacific/Apia"];

    private static readonly string[] Tags = ["VIP", "TEST", "OVERDUE_ENFORCEMENT_OFF"];

    protected override JsonSerializerContext Json => AccountJson.Default;

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("default", AccountDecider.Kind, "a1"));

    protected override Gen<TenantConfiguration> Configurations => Gen.Choose(0, 100_000).Select(seed =>
    {
        var initial = TenantConfigurationFold.Initial("default");
        var policy = Given.Policy(new RandomPolicies(seed).WholeYaml());
        var version = new PolicyVersion(policy with { Name = Policy.DefaultName }, 1, Instant.MinValue);
        return initial with { Policies = initial.Policies.SetItem(Policy.DefaultName, version) };
    });

    protected override int EventsMax => 150;

    // A history long enough to fill the archive would make every law slow; AccountTests.Archive has one.
    protected override IReadOnlyList<AccountEvent> RareEvents =>
    [
        new AccountEvent.ItemsArchived([], [], [], []),
        new AccountEvent.ItemsRestored([], []),
        new AccountEvent.RulesDropped([]),
        .. EventSamples.Rare,
    ];

    protected override Gen<AccountCommand> First => Opening;

    protected override Gen<AccountCommand> Commands => Gen.Frequency(
        (3, Opening),
        (12, Ids("b").SelectMany(_ => Numbers, Bill)),
        (9, Ids("p").SelectMany(_ => Numbers, Payment)),
        (8, Ids("p").SelectMany(_ => Numbers, (id, n) => (AccountCommand)new AccountCommand.ReversePayment(
            id, $"r{n % 4}", n % 3 == 0 ? null : n % 40, ReversalReason.Nsf))),
        (2, Ids("c").SelectMany(
            _ => Numbers, (id, n) => (AccountCommand)new AccountCommand.AddCredit(id, 1 + (n % 30)))),
        (8, Ids("b").SelectMany(_ => Numbers, ChangeOfBill)),
        (6, Gen.Elements<AccountCommand>(
            new AccountCommand.WriteOffBill("b1"),
            new AccountCommand.UndoWriteOff("b1"),
            new AccountCommand.VoidBill("b2"))),
        (3, Gen.Elements(Tags).SelectMany(_ => Numbers, (tag, n) => n % 2 == 0
            ? new AccountCommand.AddTag(tag)
            : (AccountCommand)new AccountCommand.RemoveTag(tag))),
        (3, Ids("h").SelectMany(_ => Numbers, Hold)),
        (8, Numbers.Select(Work)),
        (3, Ids("b").SelectMany(_ => Numbers, (bill, n) => (AccountCommand)new AccountCommand.StartTreatment(
            $"T{n % 3}", n % 2 == 0 ? [] : [bill]))),
        (1, Numbers.Select(n => (AccountCommand)new AccountCommand.ContactOutcome(
            $"n{n}", n % 2 == 0 ? "sent" : "blocked", "email", "letter", n % 2 == 0 ? null : "opted_out"))),
        (4, Ids("t").SelectMany(_ => Numbers, Task)),
        (1, Gen.Constant<AccountCommand>(new AccountCommand.AnnounceChild("child1"))),
        (1, Gen.Constant<AccountCommand>(new AccountCommand.WithdrawChild("child1"))),
        (2, Numbers.Select(ParentDebt)),
        (2, Ids("b").SelectMany(_ => Numbers, History)));

    private static Gen<int> Numbers => Gen.Choose(0, 200);

    private static Gen<AccountCommand> Opening => Numbers.Select(n => (AccountCommand)new AccountCommand.PutAccount
    {
        CustomerId = "c1",
        Currency = "USD",
        TimeZone = Zones[n % Zones.Length],
        CreditRating = n % 5 == 0 ? null : n,
        ParentId = n % 7 == 0 ? "parent1" : null,
        PaidByParent = n % 14 == 0,
        Contacts = n % 4 == 0 ? null : [Contact(n % 3 == 0 ? "phone" : "email")],
        Characteristics = n % 3 == 0 ? [new Characteristic("ARRANGEMENT", "BROKEN", Day(n))] : null,
    });

    [Fact]
    public void Treatments_keep_their_invariants() => ForAll(trial =>
    {
        var run = Begin(trial);
        foreach (var step in trial.Steps)
        {
            run.CatchUp(step.At);
            TreatmentInvariants.Check(run.State);
            run.Command(step.At, step.Command);

            // What is only imported waits for its review.
            if (run.State.ReviewPending is null)
            {
                TreatmentInvariants.Check(run.State);
            }
        }

        TreatmentInvariants.CheckOncePerBill(run.Happened.Select(each => each.Event));
    });

    protected override string BusinessState(Account state) =>
        // When the last look was is no business of anybody: a late look may find nothing new where punctual ones did.
        base.BusinessState(state with { AsOf = default });

    private static AccountCommand.NewContact Contact(string kind) =>
        new(kind, new SealedText("c1", "00", new byte[] { 1 }), null);

    private static Gen<string> Ids(string prefix) => Gen.Choose(1, 4).Select(n => $"{prefix}{n}");

    private static LocalDate Day(int n) => new LocalDate(2018, 9, 1).PlusDays(n % 120);

    private static AccountCommand Bill(string id, int n) =>
        new AccountCommand.AddBill(id, n % 11 == 0
            ? -5m
            : n) { IssuedOn = Day(n / 2), DueDate = Day(n), Draft = n % 9 == 0 };

    private static AccountCommand Payment(string id, int n) => new AccountCommand.AddPayment(id, 1 + (n % 90))
    {
        Status = (PaymentStatus)(n % 3),
        BillId = n % 4 == 0 ? $"b{1 + (n % 4)}" : null,
        DeclineCode = n % 2 == 0 ? "INSUFFICIENT_FUNDS" : null,
    };

    private static AccountCommand ChangeOfBill(string id, int n) => (n % 6) switch
    {
        0 => new AccountCommand.CommitBill(id),
        1 => new AccountCommand.AdjustBill(id, $"x{n}", (n % 60) - 30),
        2 => new AccountCommand.WriteOffBill(id),
        3 => new AccountCommand.UndoWriteOff(id),
        4 => new AccountCommand.PostponeBill(id, n % 12 == 4 ? null : Day(n)),
        _ => new AccountCommand.VoidBill(id),
    };

    private static AccountCommand Hold(string id, int n) => n % 4 == 0
        ? new AccountCommand.ReleaseHold(id)
        : new AccountCommand.PlaceHold(
            id, "test", n % 3 == 0 ? Day(n) : null, n % 5 == 0 ? null : Day(n + 20), (HoldScope)(n % 3));

    private static AccountCommand Task(string id, int n) => n % 4 == 0
        ? new AccountCommand.TaskClosed(id, null, null, "done")
        : new AccountCommand.TaskOpened(id, "call", n % 3 == 0 ? null : $"b{1 + (n % 4)}", n % 2 == 0, n % 5 > 0);

    private static AccountCommand Work(int n) => new AccountCommand.WorkTreatment(
        new TreatmentSelector(null, $"T{n % 3}"),
        (TreatmentVerb)(n % 4),
        n % 5 == 0 ? null : $"step {n / 4 % 3}",
        n % 7 == 0 ? null : "agreed");

    private static AccountCommand ParentDebt(int n) => new AccountCommand.ReceiveParentDebt(new ParentDebt(
        "parent1", "USD", [new AgedBill("P1", Day(n / 2), Day(n), 5_000, 5_000 - n, 0, null)]));

    private static AccountCommand History(string id, int n) => new AccountCommand.RecordHistory
    {
        Bills = [new AccountCommand.AddBill(id, n + 1) { IssuedOn = Day(n), DueDate = Day(n + 10) }],
    };
}
