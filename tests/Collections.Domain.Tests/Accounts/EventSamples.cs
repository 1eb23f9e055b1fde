using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Treatments;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Accounts;

/// <summary>One sample of every event of an account, in an order in which they can happen.</summary>
internal static class EventSamples
{
    public static readonly Instant At = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static readonly LocalDate Day = new(2026, 1, 1);

    public static IReadOnlyList<AccountEvent> All { get; } =
        [.. Marks(), .. Bills(), .. Money(), .. Treatments(), .. Archive()];

    /// <summary>What short histories seldom bring about: steps left out and treatments that go on again.</summary>
    public static IReadOnlyList<AccountEvent> Rare { get; } =
    [
        .. Treatments().Where(each => each is AccountEvent.TreatmentStarted
            or AccountEvent.StepSkipped
            or AccountEvent.TreatmentCancelled
            or AccountEvent.TreatmentReopened),
    ];

    private static AccountEvent[] Marks()
    {
        var profile = new Profile
        {
            CustomerId = "c1",
            Name = new PersonalRef("account/a1/name", 1, "h"),
            Currency = "USD",
            TimeZone = "UTC",
            Locale = "en",
            Segmentation = new Segmentation { Tier = "gold" },
            CreditRating = 3,
            ParentId = "p",
            PaidByParent = true,
            Contacts = [new Contact("phone", new PersonalRef("account/a1/contact/1", 1, "h"), "home")],
            PreferredTimeWindow = ["09:00-12:00"],
            Characteristics = [new Characteristic("RISK", "HIGH", Day)],
            ServiceAgreements = [new ServiceAgreement("s1", "power", true, [new Characteristic("A", "B", Day)])],
        };
        var debt = new AgedBill("x", Day, Day.PlusDays(10), 500, 400, 100, Day.PlusDays(20));
        return
        [
            new AccountEvent.Created(profile),
            new AccountEvent.Updated(profile with { Name = null }, [new RetiredRef("account/a1/name", 1)]),
            new AccountEvent.Updated(profile, []) { FormerCustomerId = "c0" },
            new AccountEvent.ParentChanged(null, "p"),
            new AccountEvent.ParentDebtChanged(new ParentDebt("p", "USD", [debt])),
            new AccountEvent.ChildAnnounced("k"),
            new AccountEvent.DebtShared(["k"], "USD", [debt]),
            new AccountEvent.ChildWithdrawn("k"),
            new AccountEvent.TagAdded("VIP"),
            new AccountEvent.TagRemoved("VIP"),
            new AccountEvent.HoldPlaced(new Hold { HoldId = "h", From = Day, Until = Day.PlusDays(1), Reason = "X" }),
            new AccountEvent.HoldReleased("h", Expired: true),
            new AccountEvent.OverdueChanged("CLEAR", "OD1", "default", 1, Day, ["r"], ["service"], "m", "none"),
            new AccountEvent.Imported(At),
            new AccountEvent.Reviewed(),
        ];
    }

    private static AccountEvent[] Bills()
    {
        var terms = new BillTerms(
            "b1", 1000, Day, Day.PlusDays(10), true, OmittedDates.DueDate, [new BillLine("1", "power", 1000, null)]);
        return
        [
            new AccountEvent.BillDrafted(terms, "USD"),
            new AccountEvent.BillIssued(terms, 1000, "USD"),
            new AccountEvent.BillIssued(terms with { BillId = "b2", Draft = false }, 1000, "USD"),
            new AccountEvent.BillPostponed("b1", Day.PlusDays(30)),
            new AccountEvent.BucketChanged("b1", null, "D1-D30", 1),
            new AccountEvent.BillWrittenOff("b1", 1000, "USD"),
            new AccountEvent.BillWriteOffReversed("b1", 1000, "USD"),
            new AccountEvent.BillVoided("b2"),
        ];
    }

    private static AccountEvent[] Money()
    {
        var terms = new PaymentTerms
        {
            PaymentId = "p1",
            AmountMinor = 600,
            ReceivedAt = At,
            ReceivedAtOmitted = true,
            WasPending = true,
            ValueDate = Day,
            Method = "card",
            Wishes = [new Wish("b1", 500)],
            DeclineCode = "51",
        };
        return
        [
            new AccountEvent.PaymentPending(terms, "USD"),
            new AccountEvent.PaymentFailed(terms with { PaymentId = "p2" }, "USD"),
            new AccountEvent.PaymentSettled(terms, [new Allocation("b1", 500, false)], 100, "USD"),
            new AccountEvent.CreditAdded("c1", 700, [new Allocation("b1", 500, false)], 200, "USD"),
            new AccountEvent.BillPaid("b1"),
            new AccountEvent.BillAdjusted(
                "b1", "x", -100, 900, [new Share(FundingKind.Credit, "c1", "b1", 100, false)], "USD"),
            new AccountEvent.PaymentReversed(
                "p1", new Reversal("r", 200, ReversalReason.Nsf, true), 100, [new Allocation("b1", 100, false)], "USD"),
            new AccountEvent.BillReopened("b1", 100, "USD"),
            new AccountEvent.CreditApplied([new Share(FundingKind.Credit, "c1", "b1", 100, false)], "USD"),
            new AccountEvent.BillPaid("b1"),
        ];
    }

    private static AccountEvent[] Treatments()
    {
        var cause = new ActionCause("t1", "letter");
        var stop = new ServiceStop("t1", null, ["b1"]);
        return
        [
            new AccountEvent.TreatmentStarted(Treatment(), new RulesLook("default", 1, Day)),
            new AccountEvent.TreatmentStarted(Treatment() with { TreatmentId = "t9", Rule = string.Empty }, null),
            new AccountEvent.TreatmentHeld("t1", "hold"),
            new AccountEvent.TreatmentResumed("t1"),
            new AccountEvent.StepActivated("t1", "letter", null),
            new AccountEvent.NoticeRequested(
                "n1", "email", "first", new PersonalRef("account/a1/contact/1", 1, "h"), ["b1"], cause),
            new AccountEvent.NoticeSent("n1", "email", "first"),
            new AccountEvent.NoticeFailed("n2", null, "first", "failed", "no_contact"),
            new AccountEvent.StepCompleted("t1", "letter", null, [new ReleasedStep("call", Day.PlusDays(7))]),
            new AccountEvent.StepActivated("t1", "call", "k1"),
            new AccountEvent.TaskRequested(
                "k1", new TreatmentAction { Kind = ActionKind.Task, Name = "call", Queue = "q" }, cause),
            new AccountEvent.StepSkipped("t1", "call", "agreed", "k1", []),
            new AccountEvent.StepCancelled("t1", "refer", "agreed", null, true, []),
            new AccountEvent.ReferralRequested("r1", "north", ["b1"], 500, "USD", cause),
            new AccountEvent.TreatmentCancelled("t1", "plan", "paid"),
            new AccountEvent.TreatmentReopened("t1", "plan"),
            new AccountEvent.TreatmentCompleted("t1", "plan"),
            new AccountEvent.RulesDropped([new RuleMark("default", "rule", "b1")]),
            new AccountEvent.ServiceStopRequested(stop),
            new AccountEvent.ServiceRestoreRequested([stop]),
            new AccountEvent.ReminderRequested("b1", Day, ["n3"]),
            new AccountEvent.TaskLinked(new TaskLink
            {
                TaskId = "k2", Kind = "call", BillId = "b1", TreatmentId = "t1", Contacts = true, EndsWhenPaid = true,
            }),
            new AccountEvent.TaskTold("k2", TaskNews.Held, false),
            new AccountEvent.TaskTold("k2", TaskNews.Disputed, false),
            new AccountEvent.TaskTold("k2", TaskNews.Held, true),
            new AccountEvent.TaskDuplicate("k3", "k2"),
            new AccountEvent.TaskTold("k2", TaskNews.Paid, false),
            new AccountEvent.TaskUnlinked("k2"),
        ];
    }

    private static Treatment Treatment() => new()
    {
        TreatmentId = "t1",
        Template = "plan",
        Policy = "default",
        PolicyVersion = 1,
        Rule = "rule",
        StartedAt = At,
        Bills = [new TreatedBill("b1", 1000)],
        Cancel = new CancelTolerance(5, 2.5m, true),
        Reopens = true,
        Calendar = "CN",
        Steps =
        [
            Step("letter", StepAfter.AtOnce, ActionKind.Notice) with { DueOn = Day },
            Step("call", new StepAfter(["letter"], 7, AgeUnit.Weeks, false), ActionKind.Task),
            Step("refer", new StepAfter(["letter", "call"], 7, AgeUnit.Days, true), ActionKind.Referral),
        ],
    };

    private static TreatmentStep Step(string name, StepAfter after, ActionKind kind) => new()
    {
        Name = name,
        After = after,
        Do = new TreatmentAction { Kind = kind, Name = "x", Below = 1.5m, Channels = ["sms"], Days = 3 },
    };

    private static AccountEvent[] Archive() =>
    [
        new AccountEvent.ItemsArchived(["b2"], ["p2"], [], ["h"]),
        new AccountEvent.ItemsRestored(
            [new Bill { Terms = new BillTerms("b0", 5, Day, Day, false, OmittedDates.None, []), TotalMinor = 5 }],
            [new FundingSource { Id = "p0", AmountMinor = 5, Status = PaymentStatus.Failed }]),
    ];
}
