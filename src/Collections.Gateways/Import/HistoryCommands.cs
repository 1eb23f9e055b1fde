using Collections.Domain.Accounts;
using Collections.Kernel;
using NodaTime;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Gateways.Import;

/// <summary>Turns the rows of an account into the commands that book its history.</summary>
internal static class HistoryCommands
{
    /// <summary>The bill of a row.</summary>
    public static AddBill Bill(BillRow row) =>
        new(row.BillId, new Money(row.AmountMinor, row.Currency).Amount)
        {
            Currency = row.Currency.Code,
            IssuedOn = row.IssuedOn,
            DueDate = row.DueOn,
            Draft = row.IsDraft,
        };

    /// <summary>The payment of a row; a day is its first instant in the account's zone.</summary>
    public static AddPayment Payment(PaymentRow row, DateTimeZone zone) =>
        new(row.PaymentId, new Money(row.AmountMinor, row.Currency).Amount)
        {
            Currency = row.Currency.Code,
            Status = row.Status switch
            {
                "pending" => PaymentStatus.Pending,
                "failed" => PaymentStatus.Failed,
                _ => PaymentStatus.Settled,
            },
            ReceivedAt = ReceivedAt(row, zone),
            BillId = row.BillId,
            DeclineCode = row.DeclineCode,
        };

    /// <summary>The earliest instant that the rows speak of; null when they speak of none.</summary>
    public static Instant? EarliestFact(AccountGroup group, DateTimeZone zone)
    {
        LocalDate? day = null;
        Instant? at = null;
        foreach (var bill in group.Bills)
        {
            day = day is { } known && known <= bill.IssuedOn ? known : bill.IssuedOn;
        }

        foreach (var payment in group.Payments)
        {
            if (payment.ReceivedOn is { } received)
            {
                day = day is { } known && known <= received ? known : received;
            }
            else if (payment.ReceivedAt is { } instant)
            {
                at = at is { } known && known <= instant ? known : instant;
            }
        }

        return day is { } first && LocalDays.StartOf(first, zone) is var start && !(at < start) ? start : at;
    }

    private static Instant ReceivedAt(PaymentRow row, DateTimeZone zone) =>
        row.ReceivedAt ?? LocalDays.StartOf(row.ReceivedOn ?? default, zone);
}
