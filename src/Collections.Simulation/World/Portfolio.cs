using System.Globalization;

namespace Collections.Simulation.World;

/// <summary>Makes the customers of a world from its seed.</summary>
internal static class Portfolio
{
    private const double SecondAccountShare = 0.04;
    private const double NoEmailShare = 0.03;
    private const double BusinessShare = 0.12;
    private const double BillSpread = 0.55;

    private static readonly string[] GivenNames =
    [
        "Ada", "Ben", "Carla", "Dan", "Elif", "Finn", "Grace", "Hugo", "Ines", "Jack", "Kira", "Liam", "Mona", "Noah",
        "Olga", "Paul", "Quinn", "Rosa", "Sam", "Tara", "Uma", "Vera", "Will", "Xenia", "Yara", "Zoe",
    ];

    private static readonly string[] FamilyNames =
    [
        "Abel", "Brooks", "Castro", "Dreyer", "Evans", "Fischer", "Garcia", "Hayes", "Ivanov", "Jones", "Keller",
        "Lopez", "Martin", "Nguyen", "Ortiz", "Petit", "Quist", "Reyes", "Schmidt", "Tran", "Ueda", "Vogel", "Wang",
        "Xu", "Young", "Zhang",
    ];

    private static readonly (string Tier, double Share)[] Tiers = [("BRONZE", 0.62), ("SILVER", 0.28), ("GOLD", 0.10)];

    private static readonly (PaymentWay Way, double Share)[] Ways =
        [(PaymentWay.Card, 0.5), (PaymentWay.DirectDebit, 0.3), (PaymentWay.Transfer, 0.2)];

    /// <summary>The customers, by number.</summary>
    public static IReadOnlyList<Customer> Of(WorldOptions options)
    {
        var customers = new Customer[options.Accounts];
        for (var i = 0; i < customers.Length; i++)
        {
            customers[i] = Make(options.Seed, i, i == 0 ? null : customers[i - 1]);
        }

        return SetBehind(options.Seed, customers);
    }

    private static Customer Make(long seed, int number, Customer? before)
    {
        var dice = Dice.Of(seed, "customer", number);
        var sameHouse = before is not null && dice.Chance(SecondAccountShare);
        var market = sameHouse ? before!.Market : dice.Pick(Market.All, each => each.Share);
        var traits = sameHouse ? before!.Traits : dice.Pick(Traits.All, each => each.Share);
        var business = dice.Chance(BusinessShare);
        var name = $"{GivenNames[dice.Between(0, GivenNames.Length - 1)]} "
            + FamilyNames[dice.Between(0, FamilyNames.Length - 1)];
        var id = Text(number + 1);

        // Half of a log-normal spread each way: bills range over an order of magnitude.
        var factor = Math.Exp(BillSpread * dice.Normal()) * (business ? 4 : 1);
        return new Customer
        {
            Number = number,
            AccountId = $"a-{id}",
            PersonId = sameHouse ? before!.PersonId : $"c-{id}",
            Name = sameHouse ? before!.Name : name,
            Email = sameHouse ? before!.Email : dice.Chance(NoEmailShare) ? null : $"c{id}@mail.example",
            Phone = sameHouse ? before!.Phone : $"+1555{id}",
            Market = market,
            Traits = traits,
            Segment = business ? "BUSINESS" : "PRIVATE",
            Tier = dice.Pick(Tiers, each => each.Share).Tier,
            MonthlyMinor = Math.Max(500, (long)(market.MedianBill * factor * 100)),
            DueDay = dice.Between(3, 25),
            Payday = dice.Between(0, 3) == 0 ? 15 : dice.Between(20, 28),
            Way = dice.Pick(Ways, each => each.Share).Way,
            MonthsBehind = 0,
        };
    }

    /// <summary>Months past due at the start: shares of the table, the latest by nature furthest behind.</summary>
    private static Customer[] SetBehind(long seed, Customer[] customers)
    {
        var ranked = customers
            .OrderBy(each => each.Traits.Lateness + Dice.Of(seed, "behind", each.Number).Normal())
            .ThenBy(each => each.Number)
            .ToList();
        var edge = 0.0;
        var next = 0;
        for (var state = 0; state < TransitionTable.States; state++)
        {
            edge += TransitionTable.Shares[state];
            for (; next < ranked.Count && next < Math.Round(edge * ranked.Count); next++)
            {
                customers[ranked[next].Number] = ranked[next] with { MonthsBehind = state };
            }
        }

        return customers;
    }

    private static string Text(int number) => number.ToString("D6", CultureInfo.InvariantCulture);
}
