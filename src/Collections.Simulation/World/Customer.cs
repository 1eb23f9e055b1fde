using NodaTime;

namespace Collections.Simulation.World;

/// <summary>How a customer pays.</summary>
internal enum PaymentWay
{
    /// <summary>Known at once: settled or declined.</summary>
    Card,

    /// <summary>Pending for two days, then settled or returned.</summary>
    DirectDebit,

    /// <summary>Arrives settled.</summary>
    Transfer,
}

/// <summary>A customer as the portfolio knows him, and as he is.</summary>
internal sealed record Customer
{
    /// <summary>Place in the portfolio, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The person; some have two accounts.</summary>
    public required string PersonId { get; init; }

    /// <summary>Name, invented.</summary>
    public required string Name { get; init; }

    /// <summary>Address for notices; null when there is none.</summary>
    public required string? Email { get; init; }

    /// <summary>Number for calls.</summary>
    public required string Phone { get; init; }

    /// <summary>Where he lives.</summary>
    public required Market Market { get; init; }

    /// <summary>How he is.</summary>
    public required Traits Traits { get; init; }

    /// <summary><c>PRIVATE</c> or <c>BUSINESS</c>.</summary>
    public required string Segment { get; init; }

    /// <summary><c>GOLD</c>, <c>SILVER</c> or <c>BRONZE</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>Usual monthly bill, minor units.</summary>
    public required long MonthlyMinor { get; init; }

    /// <summary>Day of the month on which bills are due, 3-25.</summary>
    public required int DueDay { get; init; }

    /// <summary>Day of the month on which money comes in, 1-28.</summary>
    public required int Payday { get; init; }

    /// <summary>How he pays.</summary>
    public required PaymentWay Way { get; init; }

    /// <summary>Bills unpaid at the start, by months past due; 0 when there is none.</summary>
    public required int MonthsBehind { get; init; }

    /// <summary>His zone.</summary>
    public DateTimeZone Zone => Kernel.LocalDays.Zone(Market.Zone);
}
