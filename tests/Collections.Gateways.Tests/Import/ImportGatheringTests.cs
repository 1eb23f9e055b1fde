using Collections.Gateways.Import;
using NodaTime;

namespace Collections.Gateways.Tests.Import;

public sealed class ImportGatheringTests : IDisposable
{
    private const string BillHeader = "bill_id,account_id,issued_on,due_on,amount,currency,status\n";

    private const string PaymentHeader = "payment_id,account_id,received_at,amount,currency,bill_id,status,decline_code\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_rows_of_an_account_come_together_and_accounts_come_in_key_order()
    {
        var gathering = new ImportGathering(new ImportRejects());
        Read(gathering, ImportSchema.Bills, BillHeader + "1,b,,2026-01-05,10,USD,\n2,B,,2026-01-05,10,USD,\n3,b,,2026-01-06,-5,USD,draft\n");
        Read(gathering, ImportSchema.Payments, PaymentHeader + "p,b,2026-01-07,10,USD,1,,\n");

        var groups = gathering.InKeyOrder().ToList();

        Assert.Equal(["B", "b"], groups.Select(group => group.Key));
        Assert.Equal(["1", "3"], groups[1].Value.Bills.Select(bill => bill.BillId));
        Assert.Equal("p", Assert.Single(groups[1].Value.Payments).PaymentId);
    }

    [Fact]
    public void A_bill_without_an_issue_day_was_issued_on_its_due_day()
    {
        var gathering = new ImportGathering(new ImportRejects());
        Read(gathering, ImportSchema.Bills, BillHeader + "1,A,,2026-01-05,-10.50,USD,draft\n");

        var bill = Assert.Single(gathering.InKeyOrder().Single().Value.Bills);

        Assert.Equal(new LocalDate(2026, 1, 5), bill.IssuedOn);
        Assert.Equal(-1050, bill.AmountMinor);
        Assert.True(bill.IsDraft);
    }

    [Theory]
    [InlineData("1,A,,2026-01-05,10.001,USD,", "amount", "amount_scale")]
    [InlineData("1,A,,2026-01-05,10.5,JPY,", "amount", "amount_scale")]
    [InlineData("1,A,,2026-01-05,1e2,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,+1,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05, 1,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,.5,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,99999999999999,USD,", "amount", "range")]
    [InlineData("1,A,,2026-01-05,,USD,", "amount", "required")]
    [InlineData("1,A,,2026-02-30,1,USD,", "due_on", "date")]
    [InlineData("1,A,,,1,USD,", "due_on", "required")]
    [InlineData("1,A,05/01/2026,2026-01-05,1,USD,", "issued_on", "date")]
    [InlineData("1,A,,2026-01-05,1,XXX,", "currency", "currency")]
    [InlineData("1 2,A,,2026-01-05,1,USD,", "bill_id", "id")]
    [InlineData(",A,,2026-01-05,1,USD,", "bill_id", "required")]
    [InlineData("1,,,2026-01-05,1,USD,", "account_id", "required")]
    [InlineData("1,A,,2026-01-05,1,USD,open", "status", "word")]
    public void A_bad_bill_is_rejected_with_its_column_and_the_good_one_is_kept(string row, string column, string code)
    {
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        var path = Read(gathering, ImportSchema.Bills, BillHeader + row + "\n2,A,,2026-01-05,10,USD,\n");
        rejects.Write([path], null);

        var line = File.ReadAllLines(path + ".rejects.csv")[1].Split(',');

        Assert.Equal(["2", column, code], line[..3]);
        Assert.Equal("2", Assert.Single(gathering.InKeyOrder().Single().Value.Bills).BillId);
    }

    [Theory]
    [InlineData("p,A,2026-01-07,0,USD,,,", "amount", "amount_not_positive")]
    [InlineData("p,A,2026-01-07,-1,USD,,,", "amount", "amount_not_positive")]
    [InlineData("p,A,yesterday,1,USD,,,", "received_at", "instant")]
    [InlineData("p,A,,1,USD,,,", "received_at", "required")]
    [InlineData("p,A,2026-01-07,1,USD,,lost,", "status", "word")]
    public void A_bad_payment_is_rejected_with_its_column(string row, string column, string code)
    {
        var rejects = new ImportRejects();
        var path = Read(new ImportGathering(rejects), ImportSchema.Payments, PaymentHeader + row + "\n");
        rejects.Write([path], null);

        Assert.Equal(["2", column, code], File.ReadAllLines(path + ".rejects.csv")[1].Split(',')[..3]);
    }

    [Fact]
    public void A_payment_is_received_on_a_day_or_at_an_instant()
    {
        var gathering = new ImportGathering(new ImportRejects());
        var rows = "p1,A,2026-01-07,1,USD,,,\np2,A,2026-01-07T10:00:00+02:00,1,USD,,failed,insufficient_funds\n";
        Read(gathering, ImportSchema.Payments, PaymentHeader + rows);

        var payments = gathering.InKeyOrder().Single().Value.Payments;

        Assert.Equal(new LocalDate(2026, 1, 7), payments[0].ReceivedOn);
        Assert.Equal(Instant.FromUtc(2026, 1, 7, 8, 0), payments[1].ReceivedAt);
        Assert.Equal(("failed", "insufficient_funds"), (payments[1].Status, payments[1].DeclineCode));
    }

    [Fact]
    public void An_account_that_comes_twice_is_unchanged_when_equal_and_rejected_when_not()
    {
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        var path = Read(
            gathering,
            ImportSchema.Accounts,
            "account_id,customer_id,currency,tags\nA,c,USD,x;y\nA,c,USD,x;y\nA,c,USD,x\n");

        var count = gathering.Counts.Of(path);

        Assert.Equal((3, 1, 1), (count.Read, count.Unchanged, count.Rejected));
    }

    [Fact]
    public void Without_a_rejected_row_no_rejects_file_is_left_from_an_earlier_call()
    {
        var rejects = new ImportRejects();
        var path = Read(new ImportGathering(rejects), ImportSchema.Payments, PaymentHeader);
        File.WriteAllText(path + ".rejects.csv", "line,column,code,message\n2,,csv_quote,old\n");

        Assert.Empty(rejects.Write([path], null));
        Assert.False(File.Exists(path + ".rejects.csv"));
    }

    private string Read(ImportGathering gathering, ImportSchema schema, string text)
    {
        var path = Path.Combine(_folder, schema.Name + ".csv");
        File.WriteAllText(path, text);
        using var table = CsvTable.Open(path, schema);
        gathering.Read(table, _ => { });
        return path;
    }
}
