using Collections.Domain.Overdue.Conditions;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.Reading;

/// <summary>Reads the leaves of conditions, one case per word of the language.</summary>
internal static class LeafReader
{
    private const string Known =
        "all, any, not, oldestUnpaid, unpaidCount, unpaidTotal, billAge, billAmount, bucket, tag, creditRating, "
        + "characteristic, lastPaymentFailure, disputedDebt, creditBill, noActiveServices, brokenPromises, tier, "
        + "region, industry, segment, collectionClass, division, custom";

    private const int ValueLengthMax = 256;

    /// <summary>Reads the leaf of a key; null when it is at fault.</summary>
    internal static Condition? Read(string key, NodeCursor value, ConditionContext context)
    {
        switch (key)
        {
            case "oldestUnpaid":
                return Comparisons.Ages(value) is { } ages ? new OldestUnpaid(ages) : null;
            case "unpaidCount":
                return Comparisons.Integers(value, 0) is { } counts ? new UnpaidCount(counts) : null;
            case "unpaidTotal":
                return Comparisons.Decimals(value) is { } totals ? new UnpaidTotal(totals) : null;
            case "billAge" or "billAmount":
                return ReadSomeBill(context.Map);
            case "bucket":
                return BucketReader.Read(value, context.Vocabulary.Buckets);
            case "tag":
                return value.AsText(PolicyReader.NameLengthMax) is { } tag ? new HasTag(tag) : null;
            case "creditRating":
                return Comparisons.Integers(value, int.MinValue) is { } ratings ? new CreditRating(ratings) : null;
            case "characteristic":
                return ReadCharacteristic(value);
            case "brokenPromises":
                return ReadBrokenPromises(value);
            case "custom":
                return ReadCustom(value, context.Vocabulary.Custom);
            case "disputedDebt":
                return value.AsFlag() is { } disputed ? new Flag(key, disputed, AccountFlags.DisputedDebt) : null;
            case "creditBill":
                return value.AsFlag() is { } credit ? new Flag(key, credit, AccountFlags.CreditBill) : null;
            case "noActiveServices":
                return value.AsFlag() is { } none ? new Flag(key, none, AccountFlags.NoActiveServices) : null;
            default:
                return ReadSelection(key, value);
        }
    }

    private static OneOf? ReadSelection(string key, NodeCursor value)
    {
        Func<OverdueFacts, string?>? read = key switch
        {
            "lastPaymentFailure" => facts => facts.LastPaymentFailure,
            "tier" => facts => facts.Segmentation.Tier,
            "region" => facts => facts.Segmentation.Region,
            "industry" => facts => facts.Segmentation.Industry,
            "segment" => facts => facts.Segmentation.Segment,
            "collectionClass" => facts => facts.Segmentation.CollectionClass,
            "division" => facts => facts.Segmentation.Division,
            _ => null,
        };
        if (read is null)
        {
            value.Faults.Error(value, "unknown_condition", $"Unknown condition '{key}'; known here: {Known}.");
            return null;
        }

        if (value.AsMap("in")?.Require("in")?.AsTexts(PolicyReader.ListMax, ValueLengthMax) is not { } values)
        {
            return null;
        }

        // Gateways spell decline codes in either case; everything else is the tenant's own spelling.
        var comparer = key == "lastPaymentFailure" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        return new OneOf(key, values, read, comparer);
    }

    private static SomeBill? ReadSomeBill(MapCursor map)
    {
        AgeComparison[]? ages = map["billAge"] is { } age ? Comparisons.Ages(age) : [];
        NumberComparison[]? amounts = map["billAmount"] is { } amount ? Comparisons.Decimals(amount) : [];
        return ages is null || amounts is null ? null : new SomeBill(ages, amounts);
    }

    private static HasCharacteristic? ReadCharacteristic(NodeCursor value)
    {
        if (value.AsMap("type", "value", "within") is not { } map)
        {
            return null;
        }

        var type = map.Require("type")?.AsText(ValueLengthMax);
        var wanted = map.Require("value")?.AsText(ValueLengthMax);
        var within = SpanReader.Read(map["within"]);
        var sound = type is not null && wanted is not null && within.HasValue == map["within"].HasValue;
        return sound ? new HasCharacteristic(type!, wanted!, within) : null;
    }

    private static BrokenPromises? ReadBrokenPromises(NodeCursor value)
    {
        if (value.AsMap(["within", .. ComparisonText.Words]) is not { } map)
        {
            return null;
        }

        var comparisons = Comparisons.Read(map, field => field.AsInteger(0, int.MaxValue));
        var within = SpanReader.Read(map["within"]);
        var sound = comparisons is not null && within.HasValue == map["within"].HasValue;
        return sound ? new BrokenPromises(comparisons!, within) : null;
    }

    private static CustomLeaf? ReadCustom(NodeCursor value, CustomConditions registry)
    {
        if (value.AsMap("name", "args") is not { } map
            || map.Require("name") is not { } field
            || field.AsText(PolicyReader.NameLengthMax) is not { } name)
        {
            return null;
        }

        if (registry[name] is not { } reader)
        {
            var known = registry.Names.Count == 0 ? "none" : string.Join(", ", registry.Names);
            value.Faults.Error(field, "unknown_condition", $"There is no own condition '{name}'; known: {known}.");
            return null;
        }

        var found = value.Faults.Items.Count;
        if (reader(map["args"], value.Faults) is { } condition)
        {
            return new CustomLeaf(name, map["args"]?.Node, condition);
        }

        // A reader that refuses without a word must not make the fault vanish.
        if (value.Faults.Items.Count == found)
        {
            value.Faults.Error(value, "invalid_args", $"The args of '{name}' make no sense.");
        }

        return null;
    }
}
