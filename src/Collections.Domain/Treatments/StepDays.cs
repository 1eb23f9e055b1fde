using Collections.Domain.Overdue;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Treatments;

/// <summary>On which local day a step falls due.</summary>
internal static class StepDays
{
    /// <summary>
    /// The day a wait leads to. No wait is at once, on whatever day. Calendar days that end on no workday of the
    /// policy's calendar move on to the next one; without a calendar they stay where they are.
    /// </summary>
    /// <param name="after">The wait.</param>
    /// <param name="start">The local day from which it is counted; not itself counted.</param>
    /// <param name="calendar">The policy's calendar, Monday to Friday when it names none.</param>
    /// <param name="moves">Whether the policy names a calendar.</param>
    internal static LocalDate DueOn(StepAfter after, LocalDate start, BusinessCalendar calendar, bool moves)
    {
        if (after.Workdays)
        {
            return calendar.AddWorkdays(start, after.Number);
        }

        var day = new AgeSpan(after.Number, after.Unit).AddTo(start);
        return moves && after.Number > 0 && day != AgeSpan.Never ? calendar.NextWorkday(day) : day;
    }

    /// <summary>The steps that become known when one more step ends on a local day.</summary>
    internal static IEnumerable<ReleasedStep> Released(
        Treatment treatment, string ended, LocalDate today, BusinessCalendar calendar)
    {
        foreach (var step in treatment.Steps.ToArray())
        {
            if (step.Status == StepStatus.Pending
                && step.DueOn is null
                && step.After.Steps.Contains(ended)
                && step.After.Steps.All(name => name == ended || HasEnded(treatment, name)))
            {
                yield return new ReleasedStep(
                    step.Name, DueOn(step.After, today, calendar, treatment.Calendar is not null));
            }
        }
    }

    private static bool HasEnded(Treatment treatment, string name)
    {
        var index = treatment.StepIndex(name);
        return index >= 0 && treatment.Steps[index].HasEnded;
    }
}
