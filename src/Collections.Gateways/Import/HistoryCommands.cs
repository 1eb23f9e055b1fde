using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;
using static Collections.Domain.Accounts.AccountCommand;

namespace Collections.Gateways.Import;

/// <summary>Turns the rows of an account into the commands that book its history.</summary>
internal static class HistoryCommands
{
    /// <summary>The profile of a row, its personal values sealed.</summary>
    public static async ValueTask<PutAccount> ProfileAsync(AccountRow row, ImportTarget target)
    {
        var seal = target.Seal;
        var contacts = new List<NewContact>();
        foreach (var (kind, value) in new[] { ("phone", row.Phone), ("email", row.Email) })
        {
            if (value is not null)
            {
                var (matching, zones) = target.Home.Read(kind, value, row.Timezone);
                contacts.Add(new NewContact(kind, await seal(row.CustomerId, value, matching), null)
                {
                    Zones = zones,
                });
            }
        }

        return new PutAccount
        {
            CustomerId = row.CustomerId,
            Name = row.Name is null ? null : await seal(row.CustomerId, row.Name),
            Currency = row.Currency.Code,
            TimeZone = row.Timezone,
            Locale = row.Locale,
            Segmentation = new Segmentation
            {
                CollectionClass = row.CollectionClass,
                Division = row.Division,
                Tier = row.Tier,
                Region = row.Region,
                Industry = row.Industry,
                Segment = row.Segment,
            },
            CreditRating = row.CreditRating,
            ParentId = row.ParentAccountId,
            PaidByParent = row.PaidByParent,
            Contacts = contacts.Count == 0 ? null : contacts.ToItems(),
            Tags = row.Tags?.ToItems(),
        };
    }

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
        Instant? earliest = null;
        foreach (var bill in group.Bills)
        {
            earliest = Earlier(earliest, LocalDays.StartOf(bill.IssuedOn, zone));
        }

        foreach (var payment in group.Payments)
        {
            earliest = Earlier(earliest, ReceivedAt(payment, zone));
        }

        return earliest;
    }

    private static Instant ReceivedAt(PaymentRow row, DateTimeZone zone) =>
        row.ReceivedAt ?? LocalDays.StartOf(row.ReceivedOn ?? default, zone);

    private static Instant Earlier(Instant? left, Instant right) => left is { } at && at < right ? at : right;
}
