using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Domain.Accounts;
using Collections.Kernel.Json;

namespace Collections.Domain.Tests.Accounts;

/// <summary>Lists as JSON: items that are still those that were read are written as they stood.</summary>
public sealed partial class ItemsJsonTests
{
    // A stranger and spaces, which nobody writes: by them bytes are known that were only copied.
    private const string Written = """{"Books":[ {"Id":"a","x":1}, {"Id":"b"} ,{"Id":"c","Pages":[ {"Id":"p"} ]}]}""";

    private static Shelf Read => Parse(Written);

    [Fact]
    public void Items_that_did_not_change_are_written_as_they_stood() => Assert.Equal(
        """{"Books":[{"Id":"a","x":1},{"Id":"b"},{"Id":"c","Pages":[ {"Id":"p"} ]}]}""", Write(Read.Books));

    [Fact]
    public void A_changed_item_is_written_anew() => Assert.Equal(
        """{"Books":[{"Id":"a","x":1},{"Id":"B"},{"Id":"c","Pages":[ {"Id":"p"} ]}]}""",
        Write(Read.Books.With(1, Read.Books[1] with { Id = "B" })));

    [Fact]
    public void An_equal_item_is_not_the_one_that_was_read() => Assert.Equal(
        """{"Books":[{"Id":"a"},{"Id":"b"},{"Id":"c","Pages":[ {"Id":"p"} ]}]}""",
        Write(Read.Books.With(0, Read.Books[0] with { Id = "a" })));

    [Fact]
    public void New_items_stand_between_those_that_were_read() => Assert.Equal(
        """{"Books":[{"Id":"0"},{"Id":"a","x":1},{"Id":"1"},{"Id":"b"},{"Id":"9"}]}""",
        Write(Read.Books.Without(2).Insert(0, new Book("0")).Insert(2, new Book("1")).Add(new Book("9"))));

    [Fact]
    public void Items_leave_and_change_places()
    {
        var books = Read.Books;

        Assert.Equal(
            """{"Books":[{"Id":"a","x":1},{"Id":"c","Pages":[ {"Id":"p"} ]}]}""", Write(books.Without(1)));
        Assert.Equal(
            """{"Books":[{"Id":"b"},{"Id":"a"},{"Id":"b"}]}""",
            Write(books.Without(2).With(1, books[0]).With(0, books[1]).Add(books[1])));
        Assert.Equal(
            """{"Books":[{"Id":"a","x":1},{"Id":"b"}]}""", Write(books.Without(book => book.Pages.Count > 0)));
        Assert.Equal("{}", Write(books.Without(_ => true)));
        Assert.Equal("{}", Write(books.Without(0).Without(0).Without(0)));
    }

    [Fact]
    public void More_items_than_usual_are_told_apart()
    {
        var many = string.Join(',', Enumerable.Range(0, 100).Select(n => $$"""{"Id":"{{n}}","x":{{n}}}"""));
        var text = $$"""{"Books":[{{many}}]}""";
        var books = Parse(text).Books;

        Assert.Equal(text, Write(books));
        var without = text.Replace("""{"Id":"57","x":57},""", string.Empty, StringComparison.Ordinal);
        Assert.Equal(without, Write(books.Without(57)));
    }

    [Fact]
    public void Another_way_of_writing_writes_all_items() => Assert.Equal(
        """{"books":[{"id":"a"},{"id":"b"},{"id":"c","pages":[{"id":"p"}]}]}""",
        JsonSerializer.Serialize(Read, Second.Default.Shelf));

    [Fact]
    public void Only_lists_that_say_so_remember_what_they_were_read_from()
    {
        var read = JsonSerializer.Deserialize(
            """{"Id":"a","Pages":[{"Id":"p","x":1}]}""", First.Default.Book)!;

        Assert.Equal("""{"Id":"a","Pages":[{"Id":"p"}]}""", JsonSerializer.Serialize(read, First.Default.Book));
        Assert.Equal("""{"Books":[{"Id":"p"}]}""", Write(read.Pages));
    }

    [Fact]
    public void A_list_within_a_changed_item_is_written_anew() => Assert.Equal(
        """{"Books":[{"Id":"a","x":1},{"Id":"b"},{"Id":"C","Pages":[{"Id":"p"}]}]}""",
        Write(Read.Books.With(2, Read.Books[2] with { Id = "C" })));

    [Fact]
    public void A_document_in_pieces_is_read_and_written_anew()
    {
        var bytes = Encoding.UTF8.GetBytes(Written);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var reader = new Utf8JsonReader(Piece.Of(bytes[..cut], bytes[cut..]));

            var shelf = JsonSerializer.Deserialize(ref reader, First.Default.Shelf)!;

            Assert.Equal(Read, shelf);
            Assert.Equal("""{"Books":[{"Id":"a"},{"Id":"b"},{"Id":"c","Pages":[{"Id":"p"}]}]}""", Write(shelf.Books));
        }
    }

    [Fact]
    public void A_document_that_nobody_can_keep_is_read_and_written_anew()
    {
        var shelf = JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(Written), First.Default.Shelf)!;

        Assert.Equal(Read, shelf);
        Assert.Equal("""{"Books":[{"Id":"a"},{"Id":"b"},{"Id":"c","Pages":[{"Id":"p"}]}]}""", Write(shelf.Books));
    }

    /// <summary>Reads a document that lies somewhere in an array, as a snapshot does.</summary>
    private static Shelf Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes("head " + text);
        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(bytes, 5, bytes.Length - 5));
        return JsonSerializer.Deserialize(ref reader, First.Default.Shelf)!;
    }

    private static string Write(Items<Book> books) =>
        JsonSerializer.Serialize(new Shelf { Books = books }, First.Default.Shelf);

    public sealed record Shelf
    {
        [JsonConverter(typeof(TracedItemsConverter))]
        public Items<Book> Books { get; init; }
    }

    public sealed record Book(string Id)
    {
        public Items<Book> Pages { get; init; }
    }

    [JsonSourceGenerationOptions(
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Converters = [typeof(RecordConverter)])]
    [JsonSerializable(typeof(Shelf))]
    [JsonSerializable(typeof(Book))]
    internal sealed partial class First : JsonSerializerContext;

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = [typeof(RecordConverter)])]
    [JsonSerializable(typeof(Shelf))]
    [JsonSerializable(typeof(Book))]
    internal sealed partial class Second : JsonSerializerContext;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Of(byte[] first, byte[] second)
        {
            var end = new Piece { Memory = second, RunningIndex = first.Length };
            var start = new Piece { Memory = first, Next = end };
            return new ReadOnlySequence<byte>(start, 0, end, second.Length);
        }
    }
}
