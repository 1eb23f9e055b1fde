using Collections.Domain.Overdue.Conditions;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.Reading;

/// <summary>Reads a condition: a map whose keys all have to hold.</summary>
internal static class ConditionReader
{
    /// <summary>Most parts of one all or any.</summary>
    private const int PartsMax = 100;

    /// <summary>Reads a condition map; null when anything in it is at fault. An empty map always holds.</summary>
    internal static Condition? Read(NodeCursor field, PolicyVocabulary vocabulary)
    {
        if (field.AsOpenMap() is not { } map)
        {
            return null;
        }

        var parts = new List<Condition>(map.Node.Entries.Count);
        var sound = true;
        foreach (var (key, value) in map.Entries)
        {
            // billAge and billAmount of one map are one condition; it is read where billAge stands.
            if (key == "billAmount" && map["billAge"] is not null)
            {
                continue;
            }

            var part = ReadPart(key, value, new ConditionContext(map, vocabulary));
            sound &= part is not null;
            if (part is not null)
            {
                parts.Add(part);
            }
        }

        return !sound ? null : parts.Count == 1 ? parts[0] : new AllOf([.. parts]);
    }

    private static Condition? ReadPart(string key, NodeCursor value, ConditionContext context)
    {
        switch (key)
        {
            case "all":
                return ReadParts(value, context.Vocabulary) is { } all ? new AllOf(all) : null;
            case "any":
                return ReadParts(value, context.Vocabulary) is { } any ? new AnyOf(any) : null;
            case "not":
                return Read(value, context.Vocabulary) is { } part ? new Not(part) : null;
            default:
                return LeafReader.Read(key, value, context);
        }
    }

    private static Condition[]? ReadParts(NodeCursor field, PolicyVocabulary vocabulary)
    {
        if (field.AsList(PartsMax) is not { } items)
        {
            return null;
        }

        var parts = new List<Condition>(items.Count);
        foreach (var item in items)
        {
            if (Read(item, vocabulary) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts.Count == items.Count ? [.. parts] : null;
    }
}

/// <summary>What a leaf may need besides its own value.</summary>
/// <param name="Map">The map it stands in.</param>
/// <param name="Vocabulary">The names it may use.</param>
internal readonly record struct ConditionContext(MapCursor Map, PolicyVocabulary Vocabulary);
