using Collections.Domain.Accounts;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Simulation.Faults;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>One thing somebody asks of the system.</summary>
/// <param name="At">When.</param>
/// <param name="Key">Of whom.</param>
/// <param name="Command">What.</param>
/// <param name="By">Who: <c>feed</c>, <c>bank</c>, <c>desk</c>, <c>person</c>.</param>
internal sealed record Ask(Instant At, EntityKey Key, ICommand Command, string By);

/// <summary>
/// What happens to one account in a world's time, written down beforehand so that faults change only how it goes, never
/// what is asked. Most of it makes sense; some of it is refused, as in life.
/// </summary>
internal sealed class Script(long seed, Swarm swarm, Instant start, int days)
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Shanghai", "Asia/Kolkata",
        "Australia/Lord_Howe", "America/Santiago", "UTC",
    ];

    private readonly List<Ask> _asks = [];

    /// <summary>The tenant.</summary>
    public const string Tenant = "default";

    /// <summary>The key of an account.</summary>
    public static EntityKey Account(int number) => new(Tenant, AccountDecider.Kind, $"A{number}");

    /// <summary>The key of its person: two accounts may share one.</summary>
    public static EntityKey Person(int number) =>
        new(Tenant, PersonDecider.Kind, $"C{(number / 3 * 2 % 7) + (number / 2)}");

    /// <summary>The zone of an account.</summary>
    public string ZoneOf(int number) => Zones[Dice.Of(seed, "zone", number).Between(0, Zones.Length - 1)];

    /// <summary>Everything asked about an account, in order of time.</summary>
    public IReadOnlyList<Ask> Of(int number)
    {
        _asks.Clear();
        var dice = Dice.Of(seed, "script", number);
        var bills = Bills(ref dice, number);
        Payments(ref dice, number, bills);
        Operators(ref dice, number, bills);
        return [.. _asks.OrderBy(ask => ask.At)];
    }

    private List<(string Id, Instant At, long Minor)> Bills(ref Dice dice, int number)
    {
        var zone = LocalDays.Zone(ZoneOf(number));
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
        if (dice.Chance(0.15))
        {
            Wish(ref dice, number);
        }

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
        var from = LocalDays.DayOf(at, LocalDays.Zone(ZoneOf(number)));
        LocalDate? until = dice.Chance(0.6) ? from.PlusDays(dice.Between(1, 25)) : null;
        var scope = (HoldScope)dice.Between(0, 2);
        Say(at, number, new AccountCommand.PlaceHold("H0", "check", from, until, scope), "desk");
        if (until is null || dice.Chance(0.3))
        {
            Say(Later(ref dice, at, 25), number, new AccountCommand.ReleaseHold("H0"), "desk");
        }
    }

    private void Wish(ref Dice dice, int number)
    {
        var at = Sometime(ref dice);
        var channel = dice.Chance(0.5) ? "email" : null;
        _asks.Add(new Ask(at, Person(number), new PersonCommand.OptOut(channel, "letter"), "person"));
        if (dice.Chance(0.4))
        {
            _asks.Add(new Ask(
                Later(ref dice, at, 30), Person(number), new PersonCommand.OptIn(channel, "letter"), "person"));
        }
    }

    private void Say(Instant at, int number, AccountCommand command, string by) =>
        _asks.Add(new Ask(at, Account(number), command, by));

    private Instant Sometime(ref Dice dice) =>
        start + Duration.FromMilliseconds((long)(dice.Unit() * days * 86_400_000));

    private static Instant Later(ref Dice dice, Instant at, int daysMax) =>
        at + Duration.FromMilliseconds((long)(dice.Unit() * daysMax * 86_400_000));
}
