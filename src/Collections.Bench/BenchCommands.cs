using System.Globalization;
using Collections.Domain.Accounts;
using NodaTime;

namespace Collections.Bench;

/// <summary>The commands that figures are measured with: what a biller's day consists of.</summary>
internal static class BenchCommands
{
    internal static readonly string[] ZoneNames = ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "UTC"];

    public static AccountCommand.PutAccount Profile(int index) => new()
    {
        CustomerId = string.Create(CultureInfo.InvariantCulture, $"c{index:D7}"),
        Currency = "USD",
        TimeZone = ZoneNames[index % ZoneNames.Length],
    };

    public static AccountCommand.AddBill Bill(string billId, long cents, LocalDate issued) => new(billId, cents / 100m)
    {
        IssuedOn = issued,
        DueDate = issued.PlusDays(15),
    };

    /// <summary>The n-th command of a worker: bills, payments, adjustments and tags, all of them accepted.</summary>
    public static AccountCommand Mixed(int worker, int n, LocalDate today)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"w{worker}-{n}");
        return (n % 10) switch
        {
            < 4 => Bill(id, 2_500 + (n % 400), today),
            < 8 => new AccountCommand.AddPayment(id, 10m + (n % 7)),
            8 => new AccountCommand.AdjustBill("p0", id, -0.01m),
            _ => new AccountCommand.AddTag(id),
        };
    }
}
