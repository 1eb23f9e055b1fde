using Collections.Kernel.Documents;
using NodaTime;

namespace Collections.Kernel.Tests.Documents;

public sealed class BusinessCalendarReaderTests
{
    [Fact]
    public void Ranges_include_both_ends()
    {
        var calendar = Read("""
            { "weekend": ["fri", "Saturday"],
              "holidays": ["2025-10-01/2025-10-03", "2026-01-01"],
              "workdays": ["2025-09-26"] }
            """);
        Assert.Equal([IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday], calendar.Weekend.Order());
        Assert.Equal(
            [new LocalDate(2025, 10, 1), new(2025, 10, 2), new(2025, 10, 3), new(2026, 1, 1)],
            calendar.Holidays.Order());
        Assert.True(calendar.IsWorkday(new LocalDate(2025, 9, 26)));
        Assert.True(calendar.IsWorkday(new LocalDate(2025, 9, 28)));
    }

    [Fact]
    public void Everything_left_out_gives_Saturday_and_Sunday()
    {
        var calendar = Read("""{ "holidays": null }""");
        Assert.Equal([IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday], calendar.Weekend.Order());
        Assert.Empty(calendar.Holidays);
        Assert.Empty(calendar.Workdays);
    }

    [Fact]
    public void Every_fault_is_listed_with_its_path_and_place()
    {
        var faults = Faults("""
            { "weekend": ["SAT", "SAT", "XYZ"],
              "holidays": ["2025-10-08/2025-10-01", "2025-02-30", "2025-01-01/2026-01-02", ["2025-01-01"]],
              "workdays": "2025-09-28",
              "days/off": [] }
            """);
        Assert.Equal(
            [
                "/weekend/1 duplicate", "/weekend/2 unknown_weekday", "/holidays/0 range_reversed",
                "/holidays/1 not_a_date", "/holidays/2 range_too_long", "/holidays/3 not_a_date",
                "/workdays not_a_list", "/days~1off unknown_key",
            ],
            faults.Select(f => $"{f.Path} {f.Code}"));
        Assert.Equal(new Position(2, 16), faults[2].At);
        Assert.All(faults, f => Assert.Equal(Severity.Error, f.Severity));
    }

    [Theory]
    [InlineData("[]", " not_a_map")]
    [InlineData("""{ "weekend": ["MON","TUE","WED","THU","FRI","SAT","SUN"] }""", "/weekend no_workday_left")]
    [InlineData("""{ "weekend": 7 }""", "/weekend not_a_list")]
    [InlineData("""{ "holidays": ["1850-01-01"] }""", "/holidays/0 not_a_date")]
    [InlineData("""{ "holidays": ["2025-01-01/2025-01-02/2025-01-03"] }""", "/holidays/0 not_a_date")]
    [InlineData("""{ "source": ["a"] }""", "/source not_text")]
    public void A_single_fault_refuses_the_calendar(string json, string fault) =>
        Assert.Equal(fault, string.Join(';', Faults(json).Select(f => $"{f.Path} {f.Code}")));

    [Fact]
    public void A_range_holds_a_leap_year_and_not_a_day_more()
    {
        Assert.Equal(366, Read("""{ "holidays": ["2024-01-01/2024-12-31"] }""").Holidays.Count);
        Assert.Equal("range_too_long", Assert.Single(Faults("""{ "holidays": ["2024-01-01/2025-01-01"] }""")).Code);
    }

    [Fact]
    public void A_list_beyond_its_limit_is_a_fault()
    {
        var years = string.Join(',', Enumerable.Range(2000, 40).Select(year => $"\"{year}-01-01/{year}-12-31\""));
        Assert.Equal("too_many_days", Assert.Single(Faults($$"""{ "holidays": [{{years}}] }""")).Code);
    }

    private static BusinessCalendar Read(string json)
    {
        var (calendar, faults) = BusinessCalendarReader.Read("X", Parse(json));
        Assert.Empty(faults);
        Assert.NotNull(calendar);
        Assert.Equal("X", calendar.Name);
        return calendar;
    }

    private static IReadOnlyList<Fault> Faults(string json)
    {
        var (calendar, faults) = BusinessCalendarReader.Read("X", Parse(json));
        Assert.Null(calendar);
        return faults;
    }

    private static Node Parse(string json)
    {
        var (node, faults) = JsonDocuments.Read(json);
        Assert.Empty(faults);
        return node!;
    }
}
