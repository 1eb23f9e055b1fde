using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Reading;
using Collections.Kernel.Documents;

namespace Collections.Domain.Treatments;

/// <summary>Reads the treatments of a policy.</summary>
internal static class TemplatesReader
{
    private const int TemplatesMax = 200;

    /// <summary>Most steps of one treatment: each may give a handful of events in one decision.</summary>
    internal const int StepsMax = 100;

    /// <summary>Reads the map of templates. One at fault is kept by name, so that rules may refer to it.</summary>
    internal static IReadOnlyDictionary<string, TreatmentTemplate> Read(
        NodeCursor? field, PolicyVocabulary vocabulary)
    {
        var templates = new Dictionary<string, TreatmentTemplate>(StringComparer.Ordinal);
        if (field?.AsOpenMap() is not { } map)
        {
            return templates;
        }

        if (map.Node.Entries.Count > TemplatesMax)
        {
            map.Faults.Error(field.Value, "too_many", $"At most {TemplatesMax} treatments are allowed here.");
            return templates;
        }

        foreach (var (name, value) in map.Entries)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > PolicyReader.NameLengthMax)
            {
                value.Faults.Error(
                    value, "out_of_range", $"A name has 1 to {PolicyReader.NameLengthMax} characters.");
            }

            templates[name] = ReadTemplate(name, value, vocabulary);
        }

        return templates;
    }

    private static TreatmentTemplate ReadTemplate(string name, NodeCursor value, PolicyVocabulary vocabulary)
    {
        if (value.AsMap("hold", "cancel", "reopen", "steps") is not { } map)
        {
            return new TreatmentTemplate { Name = name };
        }

        var when = map["hold"]?.AsMap("when")?.Require("when");
        return new TreatmentTemplate
        {
            Name = name,
            HoldWhen = when is { } condition ? ConditionReader.Read(condition, vocabulary) : null,
            Cancel = ReadCancel(map["cancel"]),
            Reopen = map["reopen"]?.AsFlag() ?? false,
            Steps = ReadSteps(map),
        };
    }

    private static CancelTolerance ReadCancel(NodeCursor? field)
    {
        if (field?.AsMap("unpaidAtMost")?.Require("unpaidAtMost")?.AsMap("amount", "percent", "both") is not { } map)
        {
            return CancelTolerance.Nothing;
        }

        var amount = map["amount"]?.AsDecimal() ?? 0;
        var percent = map["percent"]?.AsDecimal();
        var both = map["both"]?.AsFlag() ?? false;
        if (amount < 0)
        {
            map.Faults.Error(map["amount"]!.Value, "out_of_range", "An amount of 0 or more is expected here.");
        }

        if (percent is < 0 or > 100)
        {
            map.Faults.Error(map["percent"]!.Value, "out_of_range", "A percentage from 0 to 100 is expected here.");
        }

        return new CancelTolerance(amount, percent, both);
    }

    private static List<TemplateStep> ReadSteps(MapCursor template)
    {
        var steps = new List<TemplateStep>();
        if (template.Require("steps") is not { } field || field.AsList(StepsMax) is not { } items)
        {
            return steps;
        }

        if (items.Count == 0)
        {
            field.Faults.Error(field, "list_empty", "At least one step is expected here.");
        }

        var graph = new StepGraph();
        foreach (var item in items)
        {
            if (ReadStep(item, graph) is { } step)
            {
                steps.Add(step);
            }
        }

        graph.Check();
        return steps;
    }

    private static TemplateStep? ReadStep(NodeCursor item, StepGraph graph)
    {
        if (item.AsMap("name", "after", "do") is not { } map)
        {
            return null;
        }

        var name = map.Require("name")?.AsText(PolicyReader.NameLengthMax);
        var after = AfterReader.Read(map["after"]);
        var action = map.Require("do") is { } field ? ActionReader.Read(field) : null;
        if (name is null)
        {
            return null;
        }

        graph.Add(name, map["name"]!.Value, map["after"], after?.Steps ?? []);
        return after is null || action is null ? null : new TemplateStep(name, after, action);
    }
}
