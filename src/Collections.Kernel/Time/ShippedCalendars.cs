using Collections.Kernel.Documents;

namespace Collections.Kernel;

/// <summary>
/// The calendars every tenant starts with (version 0 of their name), embedded as data. <c>CN</c>: mainland China, 2025
/// and 2026, after the notices of the General Office of the State Council. Later years are published as new versions.
/// </summary>
public static class ShippedCalendars
{
    private static readonly string[] Names = ["CN"];

    /// <summary>The shipped calendars by name.</summary>
    public static IReadOnlyDictionary<string, BusinessCalendar> All { get; } =
        Names.ToDictionary(name => name, Load, StringComparer.Ordinal);

    private static BusinessCalendar Load(string name)
    {
        using var stream = typeof(ShippedCalendars).Assembly.GetManifestResourceStream($"calendars/{name}.json");
        Invariant.Require(stream is not null, $"The calendar {name} is embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var (node, fault) = NodeJson.Read(bytes.ToArray());
        Invariant.Require(node is not null, $"The calendar {name} is JSON: {fault?.Message}");
        var (calendar, faults) = BusinessCalendarReader.Read(name, node);
        Invariant.Require(calendar is not null, $"The calendar {name} has {faults.Count} faults.");
        return calendar;
    }
}
