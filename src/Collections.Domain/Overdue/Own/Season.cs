using System.Globalization;
using Collections.Domain.Overdue.Conditions;
using Collections.Kernel.Documents;
using NodaTime;
using NodaTime.Text;

namespace Collections.Domain.Overdue.Own;

// <own-condition>
/// <summary>
/// <c>custom: { name: season, args: { from: 11-01, until: 03-31 } }</c>: today is in a part of the year, both days
/// included; a part may span the turn of the year. The usual reason: who supplies heat must not disconnect in winter.
/// </summary>
/// <param name="from">The first day.</param>
/// <param name="until">The last day.</param>
public sealed class Season(AnnualDate from, AnnualDate until) : CustomCondition
{
    /// <summary>The name in policies.</summary>
    public const string Name = "season";

    private static readonly AnnualDatePattern Days = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    /// <summary>Reads the arguments; null, with faults, when they make no sense.</summary>
    public static CustomCondition? Read(NodeCursor? args, FaultList faults)
    {
        var map = args?.AsMap("from", "until");
        var from = ReadDay(map?.Require("from"));
        var until = ReadDay(map?.Require("until"));
        return from is { } first && until is { } last ? new Season(first, last) : null;
    }

    /// <inheritdoc/>
    public override bool Holds(OverdueFacts facts, LocalDate today)
    {
        var day = new AnnualDate(today.Month, today.Day);
        return from <= until ? day >= from && day <= until : day >= from || day <= until;
    }

    /// <inheritdoc/>
    public override string Saw(OverdueFacts facts, LocalDate today) =>
        today.ToString("MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The next first day, or the day after the next last one.</summary>
    public override LocalDate? NextChange(OverdueFacts facts, LocalDate after)
    {
        for (var day = after.PlusDays(1); day.Year <= after.Year + 1; day = day.PlusDays(1))
        {
            if (Holds(facts, day) != Holds(facts, after))
            {
                return day;
            }
        }

        return null;
    }

    private static AnnualDate? ReadDay(NodeCursor? field)
    {
        if (field?.AsText(5) is not { } text)
        {
            return null;
        }

        if (Days.Parse(text).TryGetValue(default, out var day))
        {
            return day;
        }

        field.Value.Faults.Error(field.Value, "day_of_year", $"'{text}' is no day MM-dd.");
        return null;
    }
}

// </own-condition>
