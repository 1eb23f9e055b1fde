using NodaTime;

namespace Collections.Simulation.Tests.SmallWorlds;

/// <summary>The letters of a small world; each has one id, so that a repeated letter is a repeated request.</summary>
internal enum Letter
{
    Bill,
    PayPart,
    PayMore,
    Reverse,
    WriteOff,
}

/// <summary>
/// What one bill of 100.00, a payment of 60.00 and one of 110.00 come to, in whichever order they are told: worked out
/// by hand, without looking at the product. All amounts in minor units.
/// </summary>
internal readonly record struct Oracle(bool Billed, bool WrittenOff, long Lost, long Part, long More, bool Reversed)
{
    private const long Total = 100_00;

    public static LocalDate Due { get; } = new(2026, 1, 1);

    // Thresholds of the shipped policy and of the aging buckets, in days past due.
    private static readonly int[] Edges = [1, 15, 30, 31, 61, 91];

    /// <summary>Money that is there.</summary>
    private long Money => Part + More;

    public long Owed => Billed && !WrittenOff ? Math.Max(0, Total - Money) : 0;

    /// <summary>What the account owes, less what it has to its credit.</summary>
    public long Balance => !Billed ? -Money : WrittenOff ? -(Money - KeptByLostBill) : Owed - Math.Max(0, Money - Total);

    public string BillStatus => !Billed ? "none" : WrittenOff ? "written_off" : Owed == 0 ? "paid" : "open";

    /// <summary>What covered the bill when it was given up, less what was taken back since.</summary>
    private long KeptByLostBill => Lost == 0 ? 0 : Reversed ? 0 : Total - Lost;

    public string State(LocalDate today) => (Owed > 0 ? Period.DaysBetween(Due, today) : 0) switch
    {
        >= 30 => "SUSPENDED",
        >= 15 => "WARNING",
        >= 1 => "REMINDER",
        _ => "CLEAR",
    };

    public LocalDate? NextChange(LocalDate today)
    {
        if (Owed == 0)
        {
            return null;
        }

        var due = Due;
        var later = Edges.Select(days => due.PlusDays(days)).Where(day => day > today).ToList();
        return later.Count == 0 ? null : later.Min();
    }

    public Oracle After(Letter letter, bool firstPart, bool firstMore) => letter switch
    {
        Letter.Bill => this with { Billed = true },
        Letter.PayPart => firstPart ? this with { Part = 60_00 } : this,
        Letter.PayMore => firstMore ? this with { More = 110_00 } : this,
        Letter.Reverse => Part > 0 ? this with { Part = 0, Reversed = true } : this,
        Letter.WriteOff => Owed > 0 ? this with { WrittenOff = true, Lost = Owed } : this,
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };
}
