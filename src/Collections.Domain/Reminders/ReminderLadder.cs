using Collections.Domain.Overdue;
using Collections.Kernel.Documents;

namespace Collections.Domain.Reminders;

/// <summary>Notices before the due day of a bill.</summary>
/// <param name="DaysBefore">Local days before the due day, different ones; 0 is the due day.</param>
/// <param name="Channels">The channels: one notice on each that the customer can receive.</param>
/// <param name="Notice">The template.</param>
public sealed record ReminderLadder(
    IReadOnlyList<int> DaysBefore, IReadOnlyList<string> Channels, string Notice);

/// <summary>Reads the reminders of a policy.</summary>
internal static class RemindersReader
{
    private const int LaddersMax = 50;
    private const int OffsetsMax = 100;
    private const int DaysMax = 366;

    /// <summary>Reads the list; an entry at fault is left out.</summary>
    internal static IReadOnlyList<ReminderLadder> Read(NodeCursor? field)
    {
        var ladders = new List<ReminderLadder>();
        foreach (var item in field?.AsList(LaddersMax) ?? [])
        {
            if (ReadLadder(item) is { } ladder)
            {
                ladders.Add(ladder);
            }
        }

        return ladders;
    }

    private static ReminderLadder? ReadLadder(NodeCursor item)
    {
        if (item.AsMap("daysBefore", "preset", "channels", "notice") is not { } map)
        {
            return null;
        }

        var days = ReadDays(map);
        var channels = map.Require("channels")?.AsTexts(PolicyReader.ListMax, PolicyReader.NameLengthMax);
        var notice = map.Require("notice")?.AsText(PolicyReader.NameLengthMax);
        return days is null || channels is null || notice is null ? null : new ReminderLadder(days, channels, notice);
    }

    /// <summary>The days as they are listed, or as a preset lists them; one of the two has to be there.</summary>
    private static IReadOnlyList<int>? ReadDays(MapCursor map)
    {
        if (map["preset"] is not { } preset)
        {
            return map.Require("daysBefore") is { } offsets ? ReadDays(offsets) : null;
        }

        if (map["daysBefore"] is { } both)
        {
            both.Faults.Error(both, "exclusive", "A ladder has a preset or its own days, not both.");
            return null;
        }

        return preset.AsChoice([.. LadderPresets.Names]) is { } index ? LadderPresets.DaysOf(index) : null;
    }

    private static List<int>? ReadDays(NodeCursor field)
    {
        if (field.AsList(OffsetsMax) is not { } items)
        {
            return null;
        }

        var days = new List<int>(items.Count);
        foreach (var item in items)
        {
            if (item.AsInteger(0, DaysMax) is not { } offset)
            {
                continue;
            }

            if (days.Contains(offset))
            {
                item.Faults.Error(item, "duplicate", $"{offset} stands here twice.");
            }
            else
            {
                days.Add(offset);
            }
        }

        if (items.Count == 0)
        {
            field.Faults.Error(field, "list_empty", "At least one item is expected here.");
        }

        return items.Count > 0 && days.Count == items.Count ? days : null;
    }
}
