using Collections.Domain.Overdue.Conditions;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.Reading;

/// <summary>Reads <c>bucket: { in: [...] }</c> and <c>bucket: { atLeast: NAME }</c>.</summary>
internal static class BucketReader
{
    /// <summary>The condition; null when at fault.</summary>
    internal static BucketCondition? Read(NodeCursor field, AgingBuckets buckets)
    {
        if (field.AsMap("in", "atLeast") is not { } map)
        {
            return null;
        }

        var listed = map["in"];
        var least = map["atLeast"];
        if (listed.HasValue == least.HasValue)
        {
            field.Faults.Error(field, "comparison_missing", "Either 'in' or 'atLeast' is expected here.");
            return null;
        }

        var accepted = new bool[buckets.Names.Count];
        if (least is { } lowest)
        {
            if (Rank(lowest, buckets) is not { } rank)
            {
                return null;
            }

            accepted.AsSpan(rank).Fill(true);
            return new BucketCondition(buckets, accepted, $"bucket: {{ atLeast: {buckets.Names[rank]} }}");
        }

        if (listed!.Value.AsTexts(PolicyReader.ListMax, PolicyReader.NameLengthMax) is not { } names)
        {
            return null;
        }

        var sound = true;
        foreach (var item in listed.Value.AsList(PolicyReader.ListMax) ?? [])
        {
            var rank = Rank(item, buckets);
            sound &= rank is not null;
            accepted[rank ?? 0] |= rank is not null;
        }

        return sound ? new BucketCondition(buckets, accepted, $"bucket: {{ in: [{string.Join(", ", names)}] }}") : null;
    }

    private static int? Rank(NodeCursor field, AgingBuckets buckets)
    {
        if (field.AsText(PolicyReader.NameLengthMax) is not { } name)
        {
            return null;
        }

        if (buckets.RankOf(name) is { } rank)
        {
            return rank;
        }

        field.Faults.Error(
            field, "unknown_bucket", $"There is no bucket '{name}'; known: {string.Join(", ", buckets.Names)}.");
        return null;
    }
}
