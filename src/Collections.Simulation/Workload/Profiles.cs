using System.Globalization;
using Collections.Domain.Accounts;
using Collections.Simulation.World;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>
/// Who the accounts of a world belong to: zones, families, numbers, and what changes about them on the way.
/// </summary>
internal sealed class Profiles(long seed)
{
    private const int FamilySize = 5;

    private static readonly string[] Zones =
    [
        "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Shanghai", "Asia/Kolkata",
        "Australia/Lord_Howe", "America/Santiago", "UTC",
    ];

    /// <summary>The world's seed.</summary>
    public long Seed => seed;

    /// <summary>The zone of an account at first.</summary>
    public string ZoneOf(int number) => Zones[Dice.Of(seed, "zone", number).Between(0, Zones.Length - 1)];

    /// <summary>The account that pays for another one at first; null for most.</summary>
    public int? ParentOf(int number) =>
        number % FamilySize == FamilySize - 1 && Dice.Of(seed, "family", number).Chance(0.6) ? number - 1 : null;

    /// <summary>Whether an account brings a history along, which is imported.</summary>
    public bool IsImported(int number) => Dice.Of(seed, "imported", number).Chance(0.15);

    /// <summary>A number of a person; neighbors may share one.</summary>
    public string PhoneOf(string personId)
    {
        var number = int.Parse(personId.AsSpan(1), CultureInfo.InvariantCulture);
        var line = Dice.Of(seed, "line", number).Chance(0.25) ? number / 2 : 500 + number;
        return string.Create(CultureInfo.InvariantCulture, $"+1555{line:D7}");
    }

    /// <summary>The mail address of a person.</summary>
    public static string MailOf(string personId) => $"{personId}@mail.example";

    /// <summary>A customer of the demo's portfolio, moved into this world.</summary>
    public Customer Settle(Customer customer) => customer with
    {
        AccountId = Script.Account(customer.Number).Id,
        PersonId = Script.Person(customer.Number).Id,
        Market = customer.Market with { Zone = ZoneOf(customer.Number), Currency = "USD" },
    };

    /// <summary>The profile of an account at first, without its contacts.</summary>
    public AccountCommand.PutAccount First(int number) => new()
    {
        CustomerId = Script.Person(number).Id,
        Currency = "USD",
        TimeZone = ZoneOf(number),
        ParentId = ParentOf(number) is { } parent ? Script.Account(parent).Id : null,
        PaidByParent = ParentOf(number) is not null,
    };

    /// <summary>What changes about an account: it moves to another zone, leaves its family or comes back.</summary>
    public IEnumerable<Ask> Changes(int number, Instant start, int days)
    {
        var dice = Dice.Of(seed, "changes", number);
        var profile = First(number);
        var at = start;
        foreach (var moves in (bool[])[true, false, true])
        {
            var happens = dice.Chance(moves ? 0.15 : 0.4);
            at += Duration.FromMilliseconds((long)(dice.Unit() * days * 86_400_000 / 2));
            var zone = Zones[dice.Between(0, Zones.Length - 1)];
            if (happens && (moves || profile.ParentId is not null))
            {
                profile = moves
                    ? profile with { TimeZone = zone }
                    : profile with { PaidByParent = !profile.PaidByParent };
                yield return new Ask(at, Script.Account(number), profile, "feed");
            }
        }
    }

    /// <summary>What an imported account brings along, in portions.</summary>
    public IEnumerable<AccountCommand.RecordHistory> History(int number, LocalDate today)
    {
        var dice = Dice.Of(seed, "history", number);

        // A few accounts are so old that most of what they hold lies in the archive.
        var count = dice.Chance(0.15) ? 115 : dice.Between(1, 6);
        const int portion = 40;
        for (var from = 0; from < count; from += portion)
        {
            var bills = new List<AccountCommand.AddBill>();
            var payments = new List<AccountCommand.AddPayment>();
            for (var i = from; i < Math.Min(count, from + portion); i++)
            {
                var due = today.PlusDays(-((count - i) * 9));
                var amount = dice.Between(1, 100) * 0.5m;
                var id = string.Create(CultureInfo.InvariantCulture, $"H{i}");
                bills.Add(new AccountCommand.AddBill(id, amount) { IssuedOn = due.PlusDays(-20), DueDate = due });
                if (i < count - 2 || dice.Chance(0.5))
                {
                    payments.Add(new AccountCommand.AddPayment("P" + id, amount)
                    {
                        BillId = id,
                        Method = "transfer",
                        ReceivedAt = due.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
                    });
                }
            }

            yield return new AccountCommand.RecordHistory { Bills = bills.ToItems(), Payments = payments.ToItems() };
        }
    }
}
