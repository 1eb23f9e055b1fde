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

        Assert.Equal("B1", Assert.Single(table.Rows().Select(row => row.Field("bill_id"))));
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
            [(2, "B1"), (5, "B2"), (6, "B3")], table.Rows().Select(row => (row.Line, row.Field("bill_id"))).ToList());
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_optional_ones_may_be_missing()
    {
        using var table = Open("currency,amount,due_on,account_id,bill_id\nUSD,12.50,2026-01-01,A,B1\n");

        var row = Assert.Single(table.Rows().Select(row => (row.Field("amount"), row.Field("status"))));
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

        Assert.Equal(code, Assert.Single(table.Rows().Select(read => read.Fault?.Code)));
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

        Assert.Equal(["encoding", null], table.Rows().Select(row => row.Fault?.Code).ToList());
    }

    private CsvTable Open(string text)
    {
        var path = Path.Combine(_folder, "bills.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return CsvTable.Open(path, ImportSchema.Bills);
    }
}
