using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Simulation.Faults;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>One thing somebody asks of the system.</summary>
/// <param name="At">When.</param>
/// <param name="Key">Of whom.</param>
/// <param name="Command">What.</param>
/// <param name="By">Who: <c>feed</c>, <c>bank</c>, <c>desk</c>, <c>person</c>, an agent.</param>
internal sealed record Ask(Instant At, EntityKey Key, ICommand Command, string By)
{
    /// <summary>
    /// What the shell in front of the engine makes of the request first, looking at other entities; null for nothing.
    /// </summary>
    public Func<Engine, ValueTask<(EntityKey Key, ICommand? Command, Rejection? Refusal)>>? Prepare { get; init; }
}

/// <summary>
/// What happens to one account in a world's time, written down beforehand so that faults change only how it goes, never
/// what is asked. Most of it makes sense; some of it is refused, as in life.
/// </summary>
internal sealed class Script(Profiles profiles, Swarm swarm, Instant start, int days)
{
    private readonly List<Ask> _asks = [];

    /// <summary>The tenant.</summary>
    public const string Tenant = "default";

    /// <summary>The key of an account.</summary>
    public static EntityKey Account(int number) => new(Tenant, AccountDecider.Kind, $"A{number}");

    /// <summary>The key of its person: two accounts may share one.</summary>
    public static EntityKey Person(int number) =>
        new(Tenant, PersonDecider.Kind, $"C{(number / 3 * 2 % 7) + (number / 2)}");

    /// <summary>Everything asked about an account, in order of time.</summary>
    public IReadOnlyList<Ask> Of(int number)
    {
        _asks.Clear();
        var dice = Dice.Of(profiles.Seed, "script", number);
        var bills = Bills(ref dice, number);
        Payments(ref dice, number, bills);
        Operators(ref dice, number, bills);
        _asks.AddRange(profiles.Changes(number, start, days));
        return OutOfOrder(ref dice, [.. _asks.OrderBy(ask => ask.At)]);
    }

    /// <summary>A feed that is out of order tells of things before what they are about.</summary>
    private List<Ask> OutOfOrder(ref Dice dice, List<Ask> asks)
    {
        for (var i = 1; swarm.Has(FaultClasses.Feed) && i < asks.Count; i++)
        {
            if (asks[i].By is "feed" or "bank" && dice.Chance(swarm.FeedRate))
            {
                (asks[i - 1], asks[i]) = (asks[i] with { At = asks[i - 1].At }, asks[i - 1] with { At = asks[i].At });
            }
        }

        return asks;
    }

    private List<(string Id, Instant At, long Minor)> Bills(ref Dice dice, int number)
    {
        var zone = LocalDays.Zone(profiles.ZoneOf(number));
        var bills = new List<(string Id, Instant At, long Minor)>();
        var count = dice.Between(2, 5);
        for (var i = 0; i < count; i++)
        {
            var at = Sometime(ref dice);
            var today = LocalDays.DayOf(at, zone);
            var minor = dice.Between(1, 200) * 50L;
            var id = $"B{i}";
            var late = swarm.Has(FaultClasses.Feed) && dice.Chance(swarm.FeedRate);
            var draft = dice.Chance(0.15);
            var command = new AccountCommand.AddBill(id, minor / 100m)
            {
                IssuedOn = today.PlusDays(late ? -dice.Between(1, 60) : 0),
                DueDate = today.PlusDays(late ? -dice.Between(0, 50) : dice.Between(0, 20)),
                Draft = draft,
            };
            Say(at, number, command, "feed");
            if (swarm.Has(FaultClasses.Feed) && dice.Chance(swarm.FeedRate))
            {
                Say(Later(ref dice, at, 10), number, command, "feed");
            }

            if (draft && dice.Chance(0.8))
            {
                Say(Later(ref dice, at, 5), number, new AccountCommand.CommitBill(id), "feed");
            }

            if (dice.Chance(0.2))
            {
                var amount = ((dice.Between(0, 39) * 2) - 39) * 25 / 100m;
                Say(Later(ref dice, at, 20), number, new AccountCommand.AdjustBill(id, $"J{i}", amount), "feed");
            }

            bills.Add((id, at, minor));
        }

        return bills;
    }

    private void Payments(ref Dice dice, int number, List<(string Id, Instant At, long Minor)> bills)
    {
        var payments = 0;
        foreach (var (id, at, minor) in bills)
        {
            for (var parts = dice.Between(0, 2); parts > 0; parts--)
            {
                var paid = dice.Chance(0.6) ? minor : Math.Max(1, minor * dice.Between(10, 130) / 100);
                var payment = new AccountCommand.AddPayment($"P{payments++}", paid / 100m)
                {
                    BillId = dice.Chance(0.4) ? id : null,
                    Method = "transfer",
                };
                Pay(ref dice, number, Later(ref dice, at, 40), payment);
            }
        }

        if (dice.Chance(0.15))
        {
            Say(Sometime(ref dice), number, new AccountCommand.AddCredit("K0", dice.Between(1, 60)), "feed");
        }
    }

    private void Pay(ref Dice dice, int number, Instant at, AccountCommand.AddPayment payment)
    {
        var fate = dice.Unit();
        if (fate < 0.1)
        {
            Say(at, number, payment with { Status = PaymentStatus.Failed, DeclineCode = "insufficient_funds" }, "bank");
            return;
        }

        if (fate < 0.3)
        {
            Say(at, number, payment with { Status = PaymentStatus.Pending }, "bank");
            at = Later(ref dice, at, 3);
            var status = dice.Chance(0.8) ? PaymentStatus.Settled : PaymentStatus.Failed;
            Say(at, number, payment with { Status = status }, "bank");
        }
        else
        {
            Say(at, number, payment, "bank");
        }

        if (dice.Chance(0.15))
        {
            decimal? amount = dice.Chance(0.5) ? null : Math.Max(0.01m, Math.Round(payment.Amount / 2, 2));
            Say(
                Later(ref dice, at, 15),
                number,
                new AccountCommand.ReversePayment(
                    payment.PaymentId, "R" + payment.PaymentId, amount, ReversalReason.Nsf),
                "bank");
        }
    }

    private void Operators(ref Dice dice, int number, List<(string Id, Instant At, long Minor)> bills)
    {
        foreach (var (id, at, _) in bills)
        {
            var fate = dice.Unit();
            AccountCommand? command = fate switch
            {
                < 0.08 => new AccountCommand.WriteOffBill(id),
                < 0.12 => new AccountCommand.VoidBill(id),
                < 0.20 => new AccountCommand.PostponeBill(
                    id, LocalDays.DayOf(at, DateTimeZone.Utc).PlusDays(dice.Between(2, 40))),
                _ => null,
            };
            if (command is not null)
            {
                var when = Later(ref dice, at, 45);
                Say(when, number, command, "desk");
                if (command is AccountCommand.WriteOffBill && dice.Chance(0.4))
                {
                    Say(Later(ref dice, when, 10), number, new AccountCommand.UndoWriteOff(id), "desk");
                }
            }
        }

        Tags(ref dice, number);
        Holds(ref dice, number);
        Campaign(ref dice, number, bills.Count > 0 ? bills[0].Id : null);
        if (dice.Chance(0.25))
        {
            var verb = (TreatmentVerb)dice.Between(0, 3);
            var selector = new TreatmentSelector(null, dice.Chance(0.7) ? "soft" : "hard");
            Say(
                Sometime(ref dice),
                number,
                new AccountCommand.WorkTreatment(selector, verb, verb == TreatmentVerb.Skip ? "call" : null, "by hand"),
                "desk");
        }
    }

    /// <summary>A dial campaign, or a person, wants the account called; sometimes about a bill, and twice.</summary>
    private void Campaign(ref Dice dice, int number, string? billId)
    {
        for (var i = 0; i < 2 && dice.Chance(0.3); i++)
        {
            var strategy = new TaskStrategy
            {
                Window = dice.Chance(0.5) ? ["09:00-12:00", "14:00-19:30"] : [],
                Days = dice.Chance(0.3) ? DialDays.Workday : DialDays.All,
                MaxAttempts = dice.Between(1, 4),
                RetryHours = dice.Chance(0.5) ? [0, 4, 24] : [0, 24, 72],
                RetryFrom = dice.Chance(0.5) ? RetryFrom.First : RetryFrom.Previous,
                AgingBuckets = dice.Chance(0.3) ? ["D1-D30", "D31-D60"] : [],
                MinAmountMinor = dice.Chance(0.3) ? 2_000 : null,
            };
            var key = new EntityKey(Tenant, CollectionTask.Kind, $"T{number}-{i}");
            var terms = new TaskTerms
            {
                AccountId = Account(number).Id,
                Kind = "call",
                Campaign = "early",
                BillId = dice.Chance(0.5) ? billId : null,
                SlaHours = dice.Chance(0.3) ? dice.Between(4, 60) : null,
                Strategy = dice.Chance(0.8) ? strategy : null,
            };
            _asks.Add(new Ask(Sometime(ref dice), key, new TaskCommand.CreateTask(terms), "desk")
            {
                Prepare = async engine => await TaskDesk.CompleteAsync(engine, key, terms),
            });
        }
    }

    private void Tags(ref Dice dice, int number)
    {
        foreach (var tag in (string[])[SimPolicy.SparingTag, "HARD"])
        {
            if (dice.Chance(0.25))
            {
                var at = Sometime(ref dice);
                Say(at, number, new AccountCommand.AddTag(tag), "desk");
                if (dice.Chance(0.6))
                {
                    Say(Later(ref dice, at, 30), number, new AccountCommand.RemoveTag(tag), "desk");
                }
            }
        }
    }

    private void Holds(ref Dice dice, int number)
    {
        if (!dice.Chance(0.3))
        {
            return;
        }

        var at = Sometime(ref dice);
        var from = LocalDays.DayOf(at, LocalDays.Zone(profiles.ZoneOf(number)));
        LocalDate? until = dice.Chance(0.6) ? from.PlusDays(dice.Between(1, 25)) : null;
        var scope = (HoldScope)dice.Between(0, 2);
        Say(at, number, new AccountCommand.PlaceHold("H0", "check", from, until, scope), "desk");
        if (until is null || dice.Chance(0.3))
        {
            Say(Later(ref dice, at, 25), number, new AccountCommand.ReleaseHold("H0"), "desk");
        }
    }

    private void Say(Instant at, int number, AccountCommand command, string by) =>
        _asks.Add(new Ask(at, Account(number), command, by));

    private Instant Sometime(ref Dice dice) =>
        start + Duration.FromMilliseconds((long)(dice.Unit() * days * 86_400_000));

    private static Instant Later(ref Dice dice, Instant at, int daysMax) =>
        at + Duration.FromMilliseconds((long)(dice.Unit() * daysMax * 86_400_000));
}
