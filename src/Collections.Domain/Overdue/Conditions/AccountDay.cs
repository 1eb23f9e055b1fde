using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary>
/// What a policy's conditions see of an account on a local day: the facts, and the counted bills added up once so that
/// the conditions need not. Lives on the stack: judging an account allocates nothing.
/// </summary>
public readonly ref struct AccountDay
{
    private readonly Int128 _totalMinor;

    /// <summary>The facts as a policy with this age basis sees them on a day.</summary>
    public AccountDay(OverdueFacts facts, AgeBasis age, LocalDate today)
    {
        Facts = facts;
        Age = age;
        Today = today;
        LocalDate? oldest = null;
        var bills = facts.Bills;
        for (var i = 0; i < bills.Count; i++)
        {
            var bill = bills[i];
            if (!age.Counts(bill, today))
            {
                continue;
            }

            var start = age.BaseOf(bill);
            oldest = oldest is { } known && known <= start ? known : start;
            Count++;
            _totalMinor += AgeBasis.Payable(bill);
        }

        Oldest = oldest;
    }

    /// <summary>The facts.</summary>
    public OverdueFacts Facts { get; }

    /// <summary>How the policy ages bills.</summary>
    public AgeBasis Age { get; }

    /// <summary>The local day.</summary>
    public LocalDate Today { get; }

    /// <summary>Earliest base date of a counted bill; null when none counts.</summary>
    public LocalDate? Oldest { get; }

    /// <summary>Number of counted bills.</summary>
    public int Count { get; }

    /// <summary>What is open on counted bills without the disputed parts, in major units, exact.</summary>
    public decimal Total => Major((decimal)_totalMinor);

    /// <summary>Minor units of the account's currency in major units, exact.</summary>
    public decimal Major(decimal minor) => minor * new decimal(1, 0, 0, false, (byte)Facts.Currency.Digits);
}
