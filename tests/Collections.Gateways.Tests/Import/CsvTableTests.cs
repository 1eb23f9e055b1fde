using System.Text;
using Collections.Gateways.Import;

namespace Collections.Gateways.Tests.Import;

public sealed class CsvTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csv-table-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column()
    {
        using var table = Open("\uFEFFbill_id,account_id,due_on,amount,currency\nB1,A,2026-01-01,1,USD\n");

        Assert.Equal("B1", Assert.Single(Texts(table, "bill_id")));
    }

    [Fact]
    public void A_record_is_known_by_the_line_of_its_first_character()
    {
        using var table = Open(
            "bill_id,account_id,due_on,amount,currency,note\r\n"
            + "B1,A,2026-01-01,1,USD,\"two\r\nlines, and \"\"quotes\"\"\"\r\n"
            + "\r\n"
            + "B2,A,2026-01-01,1,USD,\r\n"
            + "B3,A,2026-01-01,1,USD,");

        Assert.Equal(
            [(2, "B1"), (5, "B2"), (6, "B3")],
            table.Rows().Select(row => (row.Line, Fields(row).Text("bill_id"))).ToList());
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_optional_ones_may_be_missing()
    {
        using var table = Open("currency,amount,due_on,account_id,bill_id\nUSD,12.50,2026-01-01,A,B1\n");

        var row = Assert.Single(
            table.Rows().Select(row => (Fields(row).Text("amount"), Fields(row).Text("status"))));
        Assert.Equal(("12.50", string.Empty), row);
    }

    [Fact]
    public void Unknown_columns_are_named_once()
    {
        using var table = Open("bill_id,colour,account_id,due_on,amount,currency,size\nB1,red,A,2026-01-01,1,USD,L\n");

        Assert.Equal(["colour", "size"], table.UnknownColumns);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bill_id,account_id,due_on,amount\nB1,A,2026-01-01,1\n")]
    [InlineData("bill_id,bill_id,account_id,due_on,amount,currency\n")]
    [InlineData("Bill_Id,account_id,due_on,amount,currency\n")]
    public void A_file_without_a_usable_header_is_refused_as_a_whole(string text) =>
        Assert.Throws<ImportFileException>(() => Open(text));

    [Fact]
    public void A_missing_file_is_refused_without_a_stack_of_causes() =>
        Assert.Throws<ImportFileException>(
            () => CsvTable.Open(Path.Combine(_folder, "none.csv"), ImportSchema.Bills));

    [Theory]
    [InlineData("B1,A,2026-01-01,1\n", "field_count")]
    [InlineData("B1,A,2026-01-01,1,USD,more\n", "field_count")]
    [InlineData("B1,A\"x,2026-01-01,1,USD\n", "csv_quote")]
    [InlineData("\"B1\"x,A,2026-01-01,1,USD\n", "csv_quote")]
    [InlineData("\"B1,A,2026-01-01,1,USD\n", "csv_quote")]
    public void A_row_that_is_no_record_of_the_header_is_at_fault(string row, string code)
    {
        using var table = Open("bill_id,account_id,due_on,amount,currency\n" + row);

        Assert.Equal(code, Assert.Single(Faults(table)));
    }

    [Fact]
    public void A_row_that_is_not_valid_utf8_is_at_fault_and_the_next_is_not()
    {
        var path = Path.Combine(_folder, "bills.csv");
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes("bill_id,account_id,due_on,amount,currency\nB"),
            0xFF,
            .. Encoding.UTF8.GetBytes(",A,2026-01-01,1,USD\nB2,A,2026-01-01,1,USD\n"),
        ];
        File.WriteAllBytes(path, bytes);
        using var table = CsvTable.Open(path, ImportSchema.Bills);

        Assert.Equal(["encoding", null], Faults(table));
    }

    [Fact]
    public void A_quote_that_nothing_closes_spoils_its_own_line_only()
    {
        using var table = Open(
            "bill_id,account_id,due_on,amount,currency\nB1,\"A,2026-01-01,1,USD\nB2,A,2026-01-01,1,USD\n");

        Assert.Equal(["csv_quote", null], Faults(table));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_in_any_of_three_ways(string end)
    {
        using var table = Open(
            $"bill_id,account_id,due_on,amount,currency{end}B1,A,2026-01-01,1,USD{end}{end}B2,A,2026-01-01,1,USD{end}");

        Assert.Equal([(2, "B1"), (4, "B2")], table.Rows().Select(row => (row.Line, Fields(row).Text("bill_id"))).ToList());
    }

    [Fact]
    public void Records_may_lie_across_whatever_is_read_at_a_time()
    {
        // Fields of every length, quoted in all ways, many times as long together as the file's buffer.
        var notes = Enumerable.Range(0, 4_000).Select(i => (i % 3) switch
        {
            0 => new string('x', i % 300),
            1 => new string('y', i % 300) + "\r\n, \"" + new string('z', i % 70),
            _ => "\"\n\"",
        }).ToList();
        using var table = Open("bill_id,account_id,due_on,amount,currency,status\r\n" + string.Concat(notes.Select(
            (note, i) => $"B{i},A,2026-01-01,1,USD,\"{note.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n")));

        var read = table.Rows().Select(row => (row.Line, Id: Fields(row).Text("bill_id"), Note: Fields(row).Text("status")))
            .ToList();

        var line = 2;
        for (var i = 0; i < notes.Count; i++)
        {
            Assert.Equal((line, $"B{i}", notes[i]), read[i]);
            line += 1 + notes[i].Count(c => c == '\n');
        }
    }

    [Fact]
    public void A_line_without_an_end_is_cut_and_the_next_one_is_read()
    {
        using var table = Open(
            "bill_id,account_id,due_on,amount,currency\n" + new string('x', 3_000_000) + "\nB2,A,2026-01-01,1,USD\n");

        Assert.Equal([null], Faults(table).Where(fault => fault != "field_count"));
    }

    private static CsvFields Fields(CsvRow row)
    {
        var fields = new CsvFields();
        fields.Read(row);
        return fields;
    }

    private static List<string> Texts(CsvTable table, string column) =>
        [.. table.Rows().Select(row => Fields(row).Text(column))];

    private static List<string?> Faults(CsvTable table) => [.. table.Rows().Select(row => Fields(row).Fault?.Code)];

    private CsvTable Open(string text)
    {
        var path = Path.Combine(_folder, "bills.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return CsvTable.Open(path, ImportSchema.Bills);
    }
}
