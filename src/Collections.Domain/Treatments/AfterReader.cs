using Collections.Domain.Accounts;
using Collections.Domain.Overdue;
using Collections.Domain.Overdue.Reading;
using Collections.Kernel.Documents;

namespace Collections.Domain.Treatments;

/// <summary>
/// Reads when a step falls due: <c>after: 7 days</c>, or <c>after: { steps: [...], days: N, count: days|workdays }</c>.
/// </summary>
internal static class AfterReader
{
    /// <summary>The wait; at once when it is left out, null when at fault.</summary>
    internal static StepAfter? Read(NodeCursor? field)
    {
        if (field is not { } present)
        {
            return StepAfter.AtOnce;
        }

        return present.Node is Node.Mapping ? ReadMap(present) : ReadSpan(present, [], false);
    }

    private static StepAfter? ReadMap(NodeCursor field)
    {
        if (field.AsMap("steps", "days", "count") is not { } map)
        {
            return null;
        }

        IReadOnlyList<string>? steps = map["steps"] is { } listed
            ? listed.AsTexts(TemplatesReader.StepsMax, PolicyReader.NameLengthMax)
            : [];
        var workdays = map["count"]?.AsChoice("days", "workdays") == 1;
        if (steps is null)
        {
            return null;
        }

        return map["days"] is { } days
            ? ReadSpan(days, steps.ToItems(), workdays)
            : new StepAfter(steps.ToItems(), 0, AgeUnit.Days, workdays);
    }

    private static StepAfter? ReadSpan(NodeCursor field, Items<string> steps, bool workdays)
    {
        if (SpanReader.Read(field) is not { } span)
        {
            return null;
        }

        if (span.Number > StepAfter.NumberMax)
        {
            field.Faults.Error(field, "out_of_range", $"A wait of at most {StepAfter.NumberMax} is expected here.");
            return null;
        }

        if (workdays && span.Unit != AgeUnit.Days)
        {
            field.Faults.Error(field, "out_of_range", "Workdays are counted in days.");
            return null;
        }

        return new StepAfter(steps, span.Number, span.Unit, workdays);
    }
}
