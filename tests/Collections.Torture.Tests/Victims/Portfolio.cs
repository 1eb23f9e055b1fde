using System.Globalization;
using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel;

namespace Collections.Torture.Tests.Victims;

/// <summary>The accounts of the workload: every twentieth is a parent and pays for the three after it.</summary>
internal static class Portfolio
{
    public const string Tenant = "default";
    public const int Accounts = 200;

    /// <summary>
    /// Accounts that get a large part of all commands, so that closed items reach the archive: two parents, a child,
    /// one without family.
    /// </summary>
    private static readonly int[] Hot = [0, 20, 1, 5];

    private const int FamilySize = 20;
    private static readonly string[] Zones = ["UTC", "America/New_York", "Asia/Shanghai", "Europe/Berlin"];

    public static EntityKey Key(int account) => new(Tenant, AccountDecider.Kind, Name(account));

    public static string? ParentOf(int account) =>
        account % FamilySize is >= 1 and <= 3 ? Name(account - (account % FamilySize)) : null;

    /// <summary>The account of an episode.</summary>
    public static int Pick(Dice dice) =>
        dice.OneIn(3, "hot") ? Hot[dice.Roll("which hot", Hot.Length)] : dice.Roll("account", Accounts);

    /// <summary>The account opened, or its profile changed when a rating is given.</summary>
    public static AccountCommand.PutAccount Profile(int account, int? rating) => new()
    {
        Currency = "USD",
        TimeZone = Zones[account % Zones.Length],
        CreditRating = rating,
        ParentId = ParentOf(account),
        PaidByParent = ParentOf(account) is not null,
        Segmentation = account % 2 == 0 ? new Segmentation { CollectionClass = "RES" } : new Segmentation(),
    };

    private static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"a{account:D3}");
}
