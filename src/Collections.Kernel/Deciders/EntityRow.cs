using NodaTime;

namespace Collections.Kernel;

/// <summary>
/// The queryable projection of an entity. Lists, filters and boards read rows, never snapshots. One narrow shape for
/// every kind keeps the commit to one table; each decider documents what the columns mean for its kind.
/// </summary>
public sealed record EntityRow
{
    /// <summary>
    /// The entity's status word (an account's overdue state, a job's phase); null while only announced.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>The person it concerns: a customer id.</summary>
    public string? Person { get; init; }

    /// <summary>The entity it hangs on (an account that pays for this one).</summary>
    public string? Parent { get; init; }

    /// <summary>The amount that lists sort and filter by, minor units of <see cref="Currency"/>.</summary>
    public long AmountMinor { get; init; }

    /// <summary>ISO 4217 code of the amount; null when there is none.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// The date from which age is computed at query time (oldest unpaid due date), never a day count.
    /// </summary>
    public LocalDate? Day { get; init; }

    /// <summary>The zone in which <see cref="Day"/> is a day; IANA name.</summary>
    public string? Zone { get; init; }

    /// <summary>Words to filter by, sorted ordinally.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
