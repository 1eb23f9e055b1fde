using System.Text.Json;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Kernel.Tests.Json;

public sealed class KernelConvertersTests
{
    private static readonly JsonSerializerOptions Options =
        new() { Converters = { new InstantMillisecondsConverter(), new LocalDateConverter() } };

    [Fact]
    public void Instants_are_integers_of_milliseconds()
    {
        var at = Instant.FromUnixTimeMilliseconds(-1_234);
        Assert.Equal("-1234", JsonSerializer.Serialize(at, Options));
        Assert.Equal(at, JsonSerializer.Deserialize<Instant>("-1234", Options));
    }

    [Fact]
    public void Dates_are_ISO_text()
    {
        var day = new LocalDate(2025, 2, 3);
        Assert.Equal("\"2025-02-03\"", JsonSerializer.Serialize(day, Options));
        Assert.Equal(day, JsonSerializer.Deserialize<LocalDate>("\"2025-02-03\"", Options));
    }

    [Theory]
    [InlineData("\"2025-02-30\"")]
    [InlineData("\"2025-2-3\"")]
    [InlineData("20250203")]
    [InlineData("null")]
    public void What_is_no_date_is_a_JSON_fault(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LocalDate>(json, Options));

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"1\"")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void What_is_no_instant_is_a_JSON_fault(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Instant>(json, Options));
}
