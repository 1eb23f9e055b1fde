using NodaTime;

namespace Collections.Simulation.World;

/// <summary>What became of one bill, as the log tells it. Amounts are minor units.</summary>
internal sealed class BillStory(string currency, long amountMinor, LocalDate due)
{
    /// <summary>A payment this many days after a step counts as its work.</summary>
    public const int WorksWithinDays = 7;

    /// <summary>Its currency.</summary>
    public string Currency => currency;

    /// <summary>Its amount after adjustments.</summary>
    public long AmountMinor { get; set; } = amountMinor;

    /// <summary>Its due day.</summary>
    public LocalDate Due => due;

    /// <summary>Whether a reminder went out before it was due.</summary>
    public bool Reminded { get; set; }

    /// <summary>Whether it was unpaid the day after its due day.</summary>
    public bool PastDue { get; set; }

    /// <summary>Whether a treatment took it up.</summary>
    public bool Treated { get; set; }

    /// <summary>Whether a collector called about it.</summary>
    public bool Called { get; set; }

    /// <summary>Whether it went to an agency.</summary>
    public bool Referred { get; set; }

    /// <summary>Whether it is paid now.</summary>
    public bool Paid { get; set; }

    /// <summary>Whether it was written off.</summary>
    public bool WrittenOff { get; set; }

    /// <summary>Paid up to the due day.</summary>
    public long InTimeMinor { get; private set; }

    /// <summary>Paid after the due day.</summary>
    public long LateMinor { get; private set; }

    /// <summary>Given up.</summary>
    public long WrittenOffMinor { get; set; }

    /// <summary>The step that touched it last, and when.</summary>
    public (string Step, LocalDate On)? Touched { get; set; }

    /// <summary>Money came in, or (negative) was taken back.</summary>
    public void Pay(long minor, LocalDate on)
    {
        if (minor < 0)
        {
            var late = Math.Min(LateMinor, -minor);
            LateMinor -= late;
            InTimeMinor += minor + late;
        }
        else if (on <= due)
        {
            InTimeMinor += minor;
        }
        else
        {
            LateMinor += minor;
        }
    }
}
