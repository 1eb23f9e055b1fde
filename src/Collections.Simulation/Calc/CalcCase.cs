using System.Globalization;
using System.Text.Json.Nodes;
using Collections.Kernel;
using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Simulation.Calc;

/// <summary>One case of a file, with what the file says for all of them.</summary>
/// <param name="Body">The case.</param>
/// <param name="File">The whole file: its <c>defaults</c> fill what the case leaves out, its other maps have
/// names.</param>
internal sealed record CalcCase(Node.Mapping Body, Node.Mapping File)
{
    /// <summary>Its id.</summary>
    public string Id => Text("id") ?? string.Empty;

    /// <summary>The value of a key, of the case or of the file's defaults; null for none.</summary>
    public Node? this[string key] => Own(key) ?? (File["defaults"] as Node.Mapping)?[key];

    /// <summary>The value of a key of the case itself; null for none.</summary>
    public Node? Own(string key) => Body[key] is { } node && node is not Node.Scalar { IsNull: true } ? node : null;

    /// <summary>A plain value as it is written; null for none.</summary>
    public string? Text(string key) => (this[key] as Node.Scalar)?.Text;

    /// <summary>A plain value of a map that the case holds; null for none.</summary>
    public string? Text(string map, string key) => ((this[map] as Node.Mapping)?[key] as Node.Scalar)?.Text;

    /// <summary>A list of plain values, or one; empty for none.</summary>
    public IReadOnlyList<string> Texts(string key) => this[key] switch
    {
        Node.Sequence list => [.. list.Items.OfType<Node.Scalar>().Select(item => item.Text ?? string.Empty)],
        Node.Scalar { Text: { } one } => [one],
        _ => [],
    };

    /// <summary>A whole number; null for none.</summary>
    public int? Number(string key) => Text(key) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MalformedCaseException($"/{key}", "A whole number is expected.");

    /// <summary>The zone of local times: <c>tz</c>, else the first of <c>zones</c>.</summary>
    public DateTimeZone Zone
    {
        get
        {
            var name = (Own("zones") as Node.Sequence)?.Items is [Node.Scalar first, ..] ? first.Text : Text("tz");
            return LocalDays.ZoneOrNull(name ?? "UTC")
                ?? throw new MalformedCaseException("/tz", $"'{name}' is no IANA time zone.");
        }
    }

    /// <summary>A business calendar: its map, or the name of one of the file or of this build.</summary>
    public BusinessCalendar Calendar
    {
        get
        {
            var node = this["calendar"];
            var named = node is Node.Scalar { Text: { } name } ? File[name] ?? Shipped(name) : node;
            if (named is null)
            {
                return BusinessCalendar.MondayToFriday;
            }

            var (calendar, faults) = BusinessCalendarReader.Read("CASE", named);
            return calendar ?? throw new MalformedCaseException($"/calendar{faults[0].Path}", faults[0].Message);
        }
    }

    /// <summary>
    /// An instant: universal with <c>Z</c> or an offset, else local to the case's zone; a bare time is on
    /// <paramref name="day"/>.
    /// </summary>
    public Instant Instant(string path, string text, LocalDate day) =>
        CalcTime.Parse(text, Zone, day)
        ?? throw new MalformedCaseException(path, $"'{text}' is no date, time or instant.");

    /// <summary>What came out, written as the case writes what it expects.</summary>
    public JsonNode? Written(string key, Instant? actual, LocalDate day) =>
        actual is { } instant ? CalcTime.Like(Text(key), instant, Zone, day) : null;

    private static Node? Shipped(string name) => ShippedCalendars.Documents.GetValueOrDefault(name)
        ?? throw new MalformedCaseException("/calendar", $"There is no calendar '{name}'.");
}
