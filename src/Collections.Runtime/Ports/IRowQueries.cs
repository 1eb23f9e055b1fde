using NodaTime;

namespace Collections.Runtime.Ports;

/// <summary>Finds entities by what their projection rows say: lists with filters. Order: id, ordinal.</summary>
public interface IRowQueries
{
    /// <summary>The first rows that every given filter lets through; entities only announced are left out.</summary>
    ValueTask<IReadOnlyList<ListedEntity>> FindAsync(RowQuery query);

    /// <summary>How many rows every filter lets through, <see cref="RowQuery.Limit"/> at most: one look.</summary>
    ValueTask<int> CountAsync(RowQuery query);
}

/// <summary>What rows must say. A filter that is null lets everything through.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Kind">The kind.</param>
public sealed record RowQuery(string Tenant, string Kind)
{
    /// <summary>Only ids after this one; null from the start.</summary>
    public string? AfterId { get; init; }

    /// <summary>Most rows.</summary>
    public required int Limit { get; init; }

    /// <summary>
    /// Whether rows come by amount, the smallest first, then by id: worklists. Such a list has no further page.
    /// </summary>
    public bool SmallestFirst { get; init; }

    /// <summary>The status, exactly.</summary>
    public string? Status { get; init; }

    /// <summary>The person, exactly.</summary>
    public string? Person { get; init; }

    /// <summary>The parent, exactly.</summary>
    public string? Parent { get; init; }

    /// <summary>Labels that all must be there.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The smallest amount, minor units of whatever currency.</summary>
    public long? AmountMinorMin { get; init; }

    /// <summary>The days; null for any.</summary>
    public RowDays? Days { get; init; }

    /// <summary>Search terms that all must be there, see <see cref="Kernel.SideRow.SearchTerms"/>.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>What somebody looks for; null for nothing in particular.</summary>
    public RowSearch? Search { get; init; }
}

/// <summary>Days of rows, both ends inclusive; null is open.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day.</param>
/// <param name="OrNone">Whether rows without a day are let through as well.</param>
public sealed record RowDays(LocalDate? First, LocalDate? Last, bool OrNone);

/// <summary>What somebody looks for: any of these is enough.</summary>
/// <param name="Exact">The id, the person's id or a label, exactly.</param>
/// <param name="Terms">Search terms of which all must be there; none finds nothing by terms.</param>
/// <param name="Term">A single term that is enough.</param>
public sealed record RowSearch(string Exact, IReadOnlyList<string> Terms, string? Term);
