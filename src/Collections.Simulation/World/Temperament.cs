namespace Collections.Simulation.World;

/// <summary>How a customer deals with bills.</summary>
internal enum Temperament
{
    /// <summary>Pays before the due day.</summary>
    Prompt,

    /// <summary>Means to pay and forgets; a word is enough.</summary>
    Forgetful,

    /// <summary>Pays when a notice asks for it.</summary>
    PaysOnNotice,

    /// <summary>Pays when somebody calls.</summary>
    PaysOnCall,

    /// <summary>Has too little: pays in parts.</summary>
    Squeezed,

    /// <summary>Always behind, never gone.</summary>
    Chronic,

    /// <summary>Contests what is billed.</summary>
    Disputes,

    /// <summary>Does not pay.</summary>
    Never,
}

/// <summary>What a temperament means in figures; shares and answers are assumptions, see docs/guide/demo.md.</summary>
/// <param name="Temperament">The temperament.</param>
/// <param name="Share">Share of the portfolio.</param>
/// <param name="Lateness">Its place when lateness is handed out: higher is later.</param>
/// <param name="HeedsReminder">Chance that a reminder before the due day brings the payment in time.</param>
/// <param name="HeedsNotice">Chance that a notice of overdue debt brings a payment.</param>
/// <param name="KeepsPromise">Chance that a promise made on the phone is kept, as a factor of the usual one.</param>
internal sealed record Traits(
    Temperament Temperament,
    double Share,
    double Lateness,
    double HeedsReminder,
    double HeedsNotice,
    double KeepsPromise)
{
    /// <summary>Every temperament.</summary>
    public static IReadOnlyList<Traits> All { get; } =
    [
        new(Temperament.Prompt, 0.640, 0.0, 0.90, 0.60, 1.4),
        new(Temperament.Forgetful, 0.140, 1.6, 0.35, 0.30, 1.3),
        new(Temperament.PaysOnNotice, 0.070, 2.0, 0.20, 0.35, 1.2),
        new(Temperament.PaysOnCall, 0.045, 2.2, 0.08, 0.06, 1.4),
        new(Temperament.Squeezed, 0.050, 2.4, 0.05, 0.16, 0.9),
        new(Temperament.Chronic, 0.030, 2.8, 0.03, 0.05, 0.6),
        new(Temperament.Disputes, 0.010, 2.4, 0.05, 0.08, 1.0),
        new(Temperament.Never, 0.015, 5.0, 0.00, 0.00, 0.2),
    ];

    /// <summary>What a temperament means.</summary>
    public static Traits Of(Temperament temperament) => All[(int)temperament];
}
