using Collections.Domain.Overdue.Conditions;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Overdue;

/// <summary>One aging bucket.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FromDay">First day past due that falls into it, from 1; it ends where the next begins.</param>
public sealed record AgingBucket(string Name, int FromDay);

/// <summary>
/// Aging buckets by local calendar days past due. Day 0 and earlier is <see cref="CurrentName"/>; the last bucket has
/// no end. Rank 0 is CURRENT, rank i the i-th bucket.
/// </summary>
public sealed class AgingBuckets
{
    /// <summary>The name for bills that are not past due.</summary>
    public const string CurrentName = "CURRENT";

    private readonly AgingBucket[] _buckets;

    /// <summary>Buckets with growing first days from 1 on and different names other than CURRENT.</summary>
    public AgingBuckets(IEnumerable<AgingBucket> buckets)
    {
        _buckets = [.. buckets];
        Names = [CurrentName, .. _buckets.Select(bucket => bucket.Name)];
        Invariant.Require(Names.Distinct().Count() == Names.Count, "Aging buckets have different names.");
        for (var i = 0; i < _buckets.Length; i++)
        {
            var before = i == 0 ? 0 : _buckets[i - 1].FromDay;
            Invariant.Require(_buckets[i].FromDay > before, "Aging buckets begin on growing days.");
        }
    }

    /// <summary>D1-D30, D31-D60, D61-D90 and D90+, which begins at day 91.</summary>
    public static AgingBuckets Standard { get; } = new(
        [new("D1-D30", 1), new("D31-D60", 31), new("D61-D90", 61), new("D90+", 91)]);

    /// <summary>All names by rank, CURRENT first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Local calendar days past due of an account: those of its oldest past-due bill that has an undisputed open part
    /// and is not postponed; 0 when there is none. Policy and grace play no part.
    /// </summary>
    public static int DaysPastDue(OverdueFacts facts, LocalDate today) =>
        OldestBill.TryFind(facts, AgeBasis.PastDue, AgeSpan.DayAfter(today), out var oldest)
            ? Period.DaysBetween(oldest.Start, today)
            : 0;

    /// <summary>The rank of the bucket of a number of days past due.</summary>
    public int RankOf(int daysPastDue)
    {
        var rank = _buckets.Length;
        while (rank > 0 && _buckets[rank - 1].FromDay > daysPastDue)
        {
            rank--;
        }

        return rank;
    }

    /// <summary>The name of the bucket of a number of days past due.</summary>
    public string NameOf(int daysPastDue) => Names[RankOf(daysPastDue)];

    /// <summary>The name of the bucket of a due day on a local day.</summary>
    public string NameOf(LocalDate due, LocalDate today) => NameOf(Period.DaysBetween(due, today));

    /// <summary>First day past due of the bucket of a rank; 0 for CURRENT.</summary>
    public int FirstDayOf(int rank) => rank == 0 ? 0 : _buckets[rank - 1].FromDay;

    /// <summary>The rank of a name; null when there is no such bucket.</summary>
    public int? RankOf(string name)
    {
        for (var rank = 0; rank < Names.Count; rank++)
        {
            if (Names[rank] == name)
            {
                return rank;
            }
        }

        return null;
    }

    /// <summary>
    /// The first local day after <paramref name="after"/> on which a bill changes its bucket; null for never.
    /// </summary>
    public LocalDate? NextBoundary(LocalDate due, LocalDate after)
    {
        foreach (var bucket in _buckets)
        {
            var day = new AgeSpan(bucket.FromDay, AgeUnit.Days).AddTo(due);
            if (day > after && day != AgeSpan.Never)
            {
                return day;
            }
        }

        return null;
    }
}
