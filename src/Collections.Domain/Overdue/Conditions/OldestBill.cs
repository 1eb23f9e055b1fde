using System.Globalization;
using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>The oldest of a set of bills: its base date, and the day from which it counts.</summary>
internal readonly record struct OldestBill(LocalDate Start, LocalDate CountedFrom)
{
    /// <summary>
    /// Finds the oldest bill among those that count before a day. From its <see cref="CountedFrom"/> on no other of
    /// them is ever the oldest, so a caller who wants every bill that is the oldest some day asks again with that day
    /// as the limit. Without postponements one question is enough, however many bills there are.
    /// </summary>
    internal static bool TryFind(OverdueFacts facts, AgeBasis age, LocalDate before, out OldestBill oldest)
    {
        var found = false;
        oldest = default;
        var bills = facts.Bills;
        for (var i = 0; i < bills.Count; i++)
        {
            var bill = bills[i];
            if (AgeBasis.Payable(bill) == 0)
            {
                continue;
            }

            var start = age.BaseOf(bill);
            if (found && start > oldest.Start)
            {
                continue;
            }

            var counted = age.CountedFrom(bill);
            if (counted >= before || (found && start == oldest.Start && counted >= oldest.CountedFrom))
            {
                continue;
            }

            found = true;
            oldest = new OldestBill(start, counted);
        }

        return found;
    }

    /// <summary>The first later day on which one more bill counts.</summary>
    internal static LocalDate NextCounted(in AccountDay day)
    {
        var next = AgeSpan.Never;
        var bills = day.Facts.Bills;
        for (var i = 0; i < bills.Count; i++)
        {
            if (AgeBasis.Payable(bills[i]) > 0 && day.Age.CountedFrom(bills[i]) is var counted && counted > day.Today)
            {
                next = AgeSpan.Earlier(next, counted);
            }
        }

        return next;
    }
}

/// <summary>Ages and amounts as explanations write them.</summary>
internal static class AgeText
{
    internal static string Of(LocalDate start, LocalDate today)
    {
        var days = Period.DaysBetween(start, today);
        return string.Create(
            CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")} (since {Day(start)})");
    }

    internal static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    internal static string Amount(in AccountDay day, decimal amount) =>
        $"{amount.ToString(CultureInfo.InvariantCulture)} {day.Facts.Currency.Code}";
}
