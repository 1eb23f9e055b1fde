using Collections.Domain.Treatments;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.Reading;

/// <summary>Reads the states of a policy.</summary>
internal static class StatesReader
{
    /// <summary>Longest message to a customer, in characters.</summary>
    internal const int MessageLengthMax = 4_000;

    /// <summary>Most states of one policy: more levels than any dunning ladder has.</summary>
    internal const int StatesMax = 500;

    private static readonly string[] BlockWords = ["changes", "service", "billing"];

    /// <summary>Reads the list, most severe first. A state at fault is left out of the answer.</summary>
    internal static IReadOnlyList<PolicyState> Read(NodeCursor? field, PolicyVocabulary vocabulary)
    {
        if (field?.AsList(StatesMax) is not { } items)
        {
            return [];
        }

        var states = new List<PolicyState>(items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (ReadState(item, vocabulary, names) is { } state)
            {
                states.Add(state with { Rank = states.Count });
            }
        }

        return states;
    }

    private static PolicyState? ReadState(NodeCursor item, PolicyVocabulary vocabulary, HashSet<string> names)
    {
        var map = item.AsMap("name", "when", "blocks", "cancelServices", "message", "reviewEvery", "onEnter");
        if (map is not { } fields)
        {
            return null;
        }

        var name = ReadName(fields, names);
        var when = fields.Require("when") is { } condition ? ConditionReader.Read(condition, vocabulary) : null;
        var blocks = ReadBlocks(fields["blocks"]);
        var cancel = fields["cancelServices"]?.AsChoice("none", "immediate", "endOfTerm") ?? 0;
        var message = fields["message"]?.AsText(MessageLengthMax);
        var review = SpanReader.ReadPositive(fields["reviewEvery"]);
        var onEnter = ActionReader.ReadList(fields["onEnter"]);
        if (name is null || when is null)
        {
            return null;
        }

        return new PolicyState
        {
            Name = name,
            Rank = 0,
            When = when,
            Blocks = blocks,
            CancelServices = (CancelServices)cancel,
            Message = message,
            ReviewEvery = review,
            BlockNames = NamesOf(blocks),
            OnEnter = onEnter,
        };
    }

    private static string? ReadName(MapCursor state, HashSet<string> names)
    {
        if (state.Require("name") is not { } field || field.AsText(PolicyReader.NameLengthMax) is not { } name)
        {
            return null;
        }

        if (name == PolicyState.ClearName)
        {
            field.Faults.Error(field, "name_reserved", "CLEAR is the name of having no overdue state.");
            return null;
        }

        if (!names.Add(name))
        {
            field.Faults.Error(field, "duplicate", $"A state before this one is called '{name}' as well.");
            return null;
        }

        return name;
    }

    private static Blocks ReadBlocks(NodeCursor? field)
    {
        var blocks = Blocks.None;
        foreach (var item in field?.AsList(BlockWords.Length) ?? [])
        {
            if (item.AsChoice(BlockWords) is not { } index)
            {
                continue;
            }

            var block = (Blocks)(1 << index);
            if (blocks.HasFlag(block))
            {
                item.Faults.Error(item, "duplicate", $"'{BlockWords[index]}' stands here twice.");
            }

            blocks |= block;
        }

        return blocks;
    }

    private static List<string> NamesOf(Blocks blocks)
    {
        var names = new List<string>(BlockWords.Length);
        for (var i = 0; i < BlockWords.Length; i++)
        {
            if (blocks.HasFlag((Blocks)(1 << i)))
            {
                names.Add(BlockWords[i]);
            }
        }

        return names;
    }
}
