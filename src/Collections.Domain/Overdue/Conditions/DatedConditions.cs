using System.Globalization;
using NodaTime;

namespace Collections.Domain.Overdue.Conditions;

/// <summary><c>characteristic</c>: such a mark is in effect, and did not begin longer ago than the window.</summary>
/// <param name="type">Its type.</param>
/// <param name="value">Its value.</param>
/// <param name="within">The window, both ends included; null: however long ago.</param>
internal sealed class HasCharacteristic(string type, string value, AgeSpan? within) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } =
        $"characteristic: {{ type: {type}, value: {value}{(within is { } w ? $", within: {w}" : "")} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day)
    {
        var marks = day.Facts.Characteristics;
        for (var i = 0; i < marks.Count; i++)
        {
            if (Fits(marks[i]) && Window.Contains(marks[i].From, within, day.Today))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day)
    {
        var next = AgeSpan.Never;
        var marks = day.Facts.Characteristics;
        for (var i = 0; i < marks.Count; i++)
        {
            next = Fits(marks[i]) ? AgeSpan.Earlier(next, Window.NextTurn(marks[i].From, within, day.Today)) : next;
        }

        return next;
    }

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day)
    {
        var seen = day.Facts.Characteristics
            .Where(mark => mark.Type == type)
            .Select(mark => $"{mark.Value} from {AgeText.Day(mark.From)}");
        var text = string.Join(", ", seen);
        return text.Length == 0 ? "none" : text;
    }

    private bool Fits(Characteristic mark) => mark.Type == type && mark.Value == value;
}

/// <summary><c>brokenPromises</c>: how many promises were broken within the window.</summary>
/// <param name="comparisons">How the number compares.</param>
/// <param name="within">The window, both ends included; null: ever.</param>
internal sealed class BrokenPromises(NumberComparison[] comparisons, AgeSpan? within) : Condition
{
    /// <inheritdoc/>
    public override string Text { get; } =
        $"brokenPromises: {{ {ComparisonText.Join(comparisons)}{(within is { } w ? $", within: {w}" : "")} }}";

    /// <inheritdoc/>
    internal override bool Holds(in AccountDay day) => NumberComparison.AllHold(comparisons, Count(day));

    /// <inheritdoc/>
    internal override LocalDate NextCandidate(in AccountDay day)
    {
        var next = AgeSpan.Never;
        var broken = day.Facts.PromisesBrokenOn;
        for (var i = 0; i < broken.Count; i++)
        {
            next = AgeSpan.Earlier(next, Window.NextTurn(broken[i], within, day.Today));
        }

        return next;
    }

    /// <inheritdoc/>
    internal override string Saw(in AccountDay day) => Count(day).ToString(CultureInfo.InvariantCulture);

    private int Count(in AccountDay day)
    {
        var count = 0;
        var broken = day.Facts.PromisesBrokenOn;
        for (var i = 0; i < broken.Count; i++)
        {
            count += Window.Contains(broken[i], within, day.Today) ? 1 : 0;
        }

        return count;
    }
}

/// <summary>A dated fact seen through a window that ends today: start &lt;= today &lt;= start + window.</summary>
internal static class Window
{
    internal static bool Contains(LocalDate start, AgeSpan? window, LocalDate today) =>
        start <= today && (window is not { } span || span.AddTo(start) >= today);

    /// <summary>The first day after today on which the fact enters or leaves the window.</summary>
    internal static LocalDate NextTurn(LocalDate start, AgeSpan? window, LocalDate today)
    {
        if (start > today)
        {
            return start;
        }

        var end = window is { } span ? AgeSpan.DayAfter(span.AddTo(start)) : AgeSpan.Never;
        return end > today ? end : AgeSpan.Never;
    }
}
