using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary><c>bucket</c>: the account's aging bucket, by due date only, whatever the policy's grace.</summary>
/// <param name="buckets">The tenant's buckets.</param>
/// <param name="accepted">By rank: whether the bucket is one of those asked for.</param>
/// <param name="text">The condition as written.</param>
internal sealed class BucketCondition(AgingBuckets buckets, bool[] accepted, string text) : Condition
{
    /// <inheritdoc/>
    public override string Text => text;

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) =>
        accepted[buckets.RankOf(AgingBuckets.DaysPastDue(day.Facts, day.Today))];

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day)
    {
        var next = AgeSpan.Never;
        var reign = AgeSpan.Never;
        while (reign > day.Today && OldestBill.TryFind(day.Facts, AgeBasis.PastDue, reign, out var oldest))
        {
            next = AgeSpan.Earlier(next, buckets.NextBoundary(oldest.Start, day.Today) ?? AgeSpan.Never);
            next = oldest.CountedFrom > day.Today ? AgeSpan.Earlier(next, oldest.CountedFrom) : next;
            reign = oldest.CountedFrom;
        }

        return next;
    }

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) =>
        buckets.NameOf(AgingBuckets.DaysPastDue(day.Facts, day.Today));
}
