using System.Globalization;
using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>What the billing system writes: one bill a month and account, two weeks before it is due.</summary>
internal static class Billing
{
    private const int LeadDays = 14;
    private const double Variation = 0.12;

    /// <summary>The day a month's bill is due.</summary>
    public static LocalDate DueOn(Customer customer, YearMonth month) => month.OnDayOfMonth(customer.DueDay);

    /// <summary>Whether a bill is issued on a day.</summary>
    public static bool IsIssueDay(Customer customer, LocalDate day) =>
        day.PlusDays(LeadDays).Day == customer.DueDay;

    /// <summary>The bill that is issued on a day, if any.</summary>
    public static AccountCommand.AddBill? IssuedOn(long seed, Customer customer, LocalDate day) =>
        IsIssueDay(customer, day) ? Bill(seed, customer, day.PlusDays(LeadDays).ToYearMonth()) : null;

    /// <summary>A month's bill.</summary>
    public static AccountCommand.AddBill Bill(long seed, Customer customer, YearMonth month)
    {
        var due = DueOn(customer, month);
        var dice = Dice.Of(seed, "bill", customer.Number, month.Year, month.Month);
        var minor = (long)(customer.MonthlyMinor * (1 + (Variation * dice.Normal())));
        var currency = Currency.OrNull(customer.Market.Currency)!;
        return new AccountCommand.AddBill(IdOf(month), new Money(Math.Max(100, minor), currency).Amount)
        {
            Currency = currency.Code,
            IssuedOn = due.PlusDays(-LeadDays),
            DueDate = due,
        };
    }

    private static string IdOf(YearMonth month) =>
        string.Create(CultureInfo.InvariantCulture, $"b-{month.Year:D4}-{month.Month:D2}");
}
