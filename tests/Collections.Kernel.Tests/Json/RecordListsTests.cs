using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel.Json;
using NodaTime;

namespace Collections.Kernel.Tests.Json;

/// <summary>Lists in records: the bytes of the usual way, and the same lists read back.</summary>
public sealed class RecordListsTests
{
    public static TheoryData<Lists> All =>
    [
        new Lists { Words = [] },
        new Lists
        {
            Words = ["a", null, string.Empty, "\u00e9 \"quoted\""],
            Numbers = [1],
            Maybe = [null, 2, 3],
            Days = [new LocalDate(2025, 2, 3), new LocalDate(2024, 2, 29), new LocalDate(1, 1, 1)],
            Times = [Instant.FromUnixTimeMilliseconds(-1), Instant.FromUnixTimeMilliseconds(0)],
            Kinds = [ShelfKind.Tall, ShelfKind.Low],
            Books = [new Book("b1", 0, null, null), null, new Book("b3", 1, "t", new LocalDate(2024, 2, 29))],
            Nested = [[1, 2], [], [3]],
            Inner = [new Lists { Words = ["x"], Numbers = [4, 5, 6, 7, 8, 9] }],
        },
        new Lists { Words = ["only"] },
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Lists_are_written_as_the_generated_metadata_writes_them(Lists lists)
    {
        foreach (var (fast, usual) in new (JsonSerializerContext, JsonSerializerContext)[]
        {
            (FastListsJson.Default, UsualListsJson.Default),
            (FastAllListsJson.Default, UsualAllListsJson.Default),
        })
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(lists, typeof(Lists), usual);
            Assert.Equal(Text(bytes), Text(JsonSerializer.SerializeToUtf8Bytes(lists, typeof(Lists), fast)));

            var read = JsonSerializer.Deserialize(bytes, typeof(Lists), fast);
            Assert.Equal(Text(bytes), Text(JsonSerializer.SerializeToUtf8Bytes(read, typeof(Lists), usual)));
        }
    }

    [Theory]
    [InlineData("""{"words":"a"}""")]
    [InlineData("""{"words":{"a":1}}""")]
    [InlineData("""{"words":[1]}""")]
    [InlineData("""{"words":[],"numbers":[null]}""")]
    [InlineData("""{"words":[],"numbers":["1"]}""")]
    [InlineData("""{"words":["a"}""")]
    [InlineData("""{"words":["a",""")]
    [InlineData("""{"numbers":[1]}""")]
    public void What_is_no_such_list_is_a_JSON_fault(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize(json, FastListsJson.Default.Lists));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}

/// <summary>A record with lists of everything.</summary>
public sealed record Lists
{
    public required IReadOnlyList<string?> Words { get; init; }

    public IReadOnlyList<int> Numbers { get; init; } = [];

    public IReadOnlyList<int?> Maybe { get; init; } = [];

    public IReadOnlyList<LocalDate> Days { get; init; } = [];

    public IReadOnlyList<Instant> Times { get; init; } = [];

    public IReadOnlyList<ShelfKind> Kinds { get; init; } = [];

    public IReadOnlyList<Book?> Books { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<int>> Nested { get; init; } = [];

    public IReadOnlyList<Lists>? Inner { get; init; }
}

[JsonSerializable(typeof(Lists))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter)])]
internal sealed partial class UsualListsJson : JsonSerializerContext;

[JsonSerializable(typeof(Lists))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter), typeof(RecordConverter)])]
internal sealed partial class FastListsJson : JsonSerializerContext;

[JsonSerializable(typeof(Lists))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter)])]
internal sealed partial class UsualAllListsJson : JsonSerializerContext;

[JsonSerializable(typeof(Lists))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(InstantMillisecondsConverter), typeof(LocalDateConverter), typeof(RecordConverter)])]
internal sealed partial class FastAllListsJson : JsonSerializerContext;
