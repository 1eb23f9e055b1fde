using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Kernel.Tests.Json;

/// <summary>The fast way to write records gives the bytes of the usual way, and reads what either wrote.</summary>
public sealed class RecordConverterTests
{
    private static readonly JsonSerializerOptions Alone = new() { Converters = { new RecordConverter() } };

    public static TheoryData<Shelf> Shelves =>
    [
        new Shelf { Name = "empty", Top = null },
        new Shelf
        {
            Name = "full \u00e9 \"quoted\" \u5e74",
            Count = -7,
            Since = Instant.FromUnixTimeMilliseconds(5),
            Day = new LocalDate(2025, 2, 3),
            Kind = ShelfKind.Tall,
            Top = new Book("b1", 3, "a text that is longer than those that are kept", new LocalDate(2024, 2, 29)),
            Books = [new Book("b2", 0, null, null), new Book("b3", long.MaxValue, string.Empty, null)],
        },
        new Shelf { Name = "rated", Rating = 0, Read = true, Top = new Book("b4", 1, null, null) },
    ];

    [Theory]
    [MemberData(nameof(Shelves))]
    public void Records_are_written_as_the_generated_metadata_writes_them(Shelf shelf)
    {
        foreach (var (fast, usual) in new (JsonSerializerContext, JsonSerializerContext)[]
        {
            (FastJson.Default, UsualJson.Default),
            (FastNullsJson.Default, UsualNullsJson.Default),
        })
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(shelf, typeof(Shelf), usual);

            Assert.Equal(
                Encoding.UTF8.GetString(bytes),
                Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(shelf, typeof(Shelf), fast)));
            var read = (Shelf)JsonSerializer.Deserialize(bytes, typeof(Shelf), fast)!;
            Assert.Equal(shelf with { Books = [] }, read with { Books = [] });
            Assert.Equal(shelf.Books, read.Books);
        }
    }

    [Fact]
    public void Order_does_not_matter_and_strangers_are_passed_over()
    {
        const string Json = """{"later":{"a":[1,{"b":2}]},"count":2,"name":"n","top":null,"stranger":"x","read":true}""";

        Assert.Equal(new Shelf { Name = "n", Count = 2, Read = true, Books = [] }, Read(Json) with { Books = [] });
    }

    [Fact]
    public void Escaped_names_and_texts_are_what_they_stand_for()
    {
        const string Json = """{"n\u0061me":"a\nb","c\u006funt":2,"read":true}""";

        Assert.Equal(new Shelf { Name = "a\nb", Count = 2, Read = true, Books = [] }, Read(Json) with { Books = [] });
    }

    [Fact]
    public void A_number_is_no_text_that_was_read_before()
    {
        Assert.Equal("5", Read("""{"name":"5"}""").Name);
        Assert.ThrowsAny<Exception>(() => Read("""{"name":5}"""));
    }

    [Fact]
    public void An_escaped_text_is_no_kept_text_of_the_same_bytes()
    {
        // Chosen so that both are looked for in the same place.
        Assert.Equal("""aaaaba\nb""", Read("""{"name":"aaaaba\\nb"}""").Name);
        Assert.Equal("aaaaba\nb", Read("""{"name":"aaaaba\nb"}""").Name);
    }

    [Fact]
    public void What_is_not_written_has_the_value_a_new_record_has() =>
        Assert.Equal(Shelf.UsualWidth, Read("""{"name":"n"}""").Width);

    [Theory]
    [InlineData("""{"count":2}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("[]")]
    [InlineData("\"n\"")]
    [InlineData("""{"name":5}""")]
    [InlineData("""{"name":"n","count":"many"}""")]
    [InlineData("""{"name":"n","count":99999999999}""")]
    public void What_is_no_such_record_is_a_JSON_fault(string json) =>
        Assert.ThrowsAny<Exception>(() => Read(json));

    [Fact]
    public void Texts_that_come_back_are_one_object()
    {
        var first = Read("""{"name":"EUR"}""").Name;

        Assert.Same(first, Read("""{"name":"EUR"}""").Name);
        Assert.Equal("USD", Read("""{"name":"USD"}""").Name);
    }

    [Fact]
    public void A_computed_property_must_say_that_it_is_not_written() =>
        Assert.Contains("JsonIgnore", Assert.ThrowsAny<Exception>(() => JsonSerializer.Serialize(
            new Computed(1), Alone)).GetBaseException().Message, StringComparison.Ordinal);

    private static Shelf Read(string json) => JsonSerializer.Deserialize(json, FastJson.Default.Shelf)!;
}

/// <summary>How a shelf is built.</summary>
public enum ShelfKind
{
    Low,
    Tall,
}

/// <summary>A record with something of everything.</summary>
public sealed record Shelf
{
    public const int UsualWidth = 80;

    public required string Name { get; init; }

    public int Count { get; init; }

    public int Width { get; init; } = UsualWidth;

    public Instant? Since { get; init; }

    public LocalDate? Day { get; init; }

    public ShelfKind Kind { get; init; }

    public int? Rating { get; init; }

    public bool Read { get; init; }

    public Book? Top { get; init; }

    public IReadOnlyList<Book> Books { get; init; } = [];

    [JsonIgnore]
    public bool IsEmpty => Books.Count == 0;
}

/// <summary>A positional record.</summary>
public sealed record Book(string Id, long Pages, string? Title, LocalDate? Lent);

/// <summary>A record with a property that cannot be read back.</summary>
public sealed record Computed(int One)
{
    public int Two => One + 1;
}

[JsonSerializable(typeof(Shelf))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter)])]
internal sealed partial class UsualJson : JsonSerializerContext;

[JsonSerializable(typeof(Shelf))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter), typeof(RecordConverter)])]
internal sealed partial class FastJson : JsonSerializerContext;

[JsonSerializable(typeof(Shelf))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter)])]
internal sealed partial class UsualNullsJson : JsonSerializerContext;

[JsonSerializable(typeof(Shelf))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter), typeof(RecordConverter)])]
internal sealed partial class FastNullsJson : JsonSerializerContext;
