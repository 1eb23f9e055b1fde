using Collections.Kernel.Documents;

namespace Collections.Kernel;

/// <summary>
/// The calendars every tenant starts with (version 0 of their name), embedded as data. <c>CN</c>: mainland China, 2025
/// and 2026, after the notices of the General Office of the State Council. <c>US</c>, <c>UK</c> (England and Wales) and
/// <c>IN</c>: samples of the same years. Later years are published as new versions.
/// </summary>
public static class ShippedCalendars
{
    private const string Folder = "calendars/";

    private const string Extension = ".json";

    /// <summary>The documents of the shipped calendars by name: a new calendar is a new file.</summary>
    public static IReadOnlyDictionary<string, Node> Documents { get; } = typeof(ShippedCalendars).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^Extension.Length])
        .Order(StringComparer.Ordinal)
        .ToDictionary(name => name, Load, StringComparer.Ordinal);

    /// <summary>The shipped calendars by name.</summary>
    public static IReadOnlyDictionary<string, BusinessCalendar> All { get; } =
        Documents.ToDictionary(pair => pair.Key, pair => Read(pair.Key, pair.Value), StringComparer.Ordinal);

    private static BusinessCalendar Read(string name, Node document)
    {
        var (calendar, faults) = BusinessCalendarReader.Read(name, document);
        Invariant.Require(calendar is not null, $"The calendar {name} has {faults.Count} faults.");
        return calendar;
    }

    private static Node Load(string name)
    {
        using var stream = typeof(ShippedCalendars).Assembly.GetManifestResourceStream($"{Folder}{name}{Extension}");
        Invariant.Require(stream is not null, $"The calendar {name} is embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var (node, faults) = JsonDocuments.Read(bytes.ToArray());
        Invariant.Require(node is not null, $"The calendar {name} is JSON, but for {faults.Count} faults.");
        return node;
    }
}
