using System.Globalization;
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
    public async Task The_rows_of_an_account_come_together_and_accounts_come_in_key_order()
    {
        var gathering = new ImportGathering(new ImportRejects());
        await ReadAsync(
            gathering,
            (ImportSchema.Bills, BillHeader + "1,b,,2026-01-05,10,USD,\n2,B,,2026-01-05,10,USD,\n3,b,,2026-01-06,-5,USD,draft\n"),
            (ImportSchema.Payments, PaymentHeader + "p,b,2026-01-07,10,USD,1,,\nq,a,2026-01-07,10,USD,,,\n"));

        var groups = Groups(gathering);

        Assert.Equal(["B", "a", "b"], groups.Select(group => group.AccountId));
        Assert.Equal(["1", "3"], groups[2].Bills.Select(bill => bill.BillId));
        Assert.Equal("p", Assert.Single(groups[2].Payments).PaymentId);
        Assert.Equal((0, "q"), (groups[1].Bills.Count, Assert.Single(groups[1].Payments).PaymentId));
    }

    [Fact]
    public async Task A_bill_without_an_issue_day_was_issued_on_its_due_day()
    {
        var gathering = new ImportGathering(new ImportRejects());
        await ReadAsync(gathering, (ImportSchema.Bills, BillHeader + "1,A,,2026-01-05,-10.50,USD,draft\n"));

        var bill = Assert.Single(Groups(gathering).Single().Bills);

        Assert.Equal(new LocalDate(2026, 1, 5), bill.IssuedOn);
        Assert.Equal(-1050, bill.AmountMinor);
        Assert.True(bill.IsDraft);
    }

    [Theory]
    [InlineData("1,A,,2026-01-05,10.001,USD,", "amount", "amount_scale")]
    [InlineData("1,A,,2026-01-05,10.500,USD,", "amount", "amount_scale")]
    [InlineData("1,A,,2026-01-05,10.5,JPY,", "amount", "amount_scale")]
    [InlineData("1,A,,2026-01-05,10.0001,KWD,", "amount", "amount_scale")]
    [InlineData("1,A,,2026-01-05,99999999999999999999999999999999999999999999999999999999999999999999,USD,", "amount", "range")]
    [InlineData("1,A,,2026-01-05,1.,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,-,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,1e2,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,+1,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05, 1,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,.5,USD,", "amount", "amount")]
    [InlineData("1,A,,2026-01-05,99999999999999,USD,", "amount", "range")]
    [InlineData("1,A,,2026-01-05,,USD,", "amount", "required")]
    [InlineData("1,A,,2026-02-30,1,USD,", "due_on", "date")]
    [InlineData("1,A,,2025-02-29,1,USD,", "due_on", "date")]
    [InlineData("1,A,,2026-00-10,1,USD,", "due_on", "date")]
    [InlineData("1,A,,20260105,1,USD,", "due_on", "date")]
    [InlineData("1,A,,,1,USD,", "due_on", "required")]
    [InlineData("1,A,05/01/2026,2026-01-05,1,USD,", "issued_on", "date")]
    [InlineData("1,A,,2026-01-05,1,XXX,", "currency", "currency")]
    [InlineData("1 2,A,,2026-01-05,1,USD,", "bill_id", "id")]
    [InlineData(",A,,2026-01-05,1,USD,", "bill_id", "required")]
    [InlineData("1,,,2026-01-05,1,USD,", "account_id", "required")]
    [InlineData("1,A,,2026-01-05,1,USD,open", "status", "word")]
    public async Task A_bad_bill_is_rejected_with_its_column_and_the_good_one_is_kept(string row, string column, string code)
    {
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        await ReadAsync(gathering, (ImportSchema.Bills, BillHeader + row + "\n2,A,,2026-01-05,10,USD,\n"));

        Assert.Equal([(2, column, code)], Faults(gathering, rejects));
        Assert.Equal("2", Assert.Single(Groups(gathering).Single().Bills).BillId);
    }

    [Theory]
    [InlineData("p,A,2026-01-07,0,USD,,,", "amount", "amount_not_positive")]
    [InlineData("p,A,2026-01-07,-1,USD,,,", "amount", "amount_not_positive")]
    [InlineData("p,A,yesterday,1,USD,,,", "received_at", "instant")]
    [InlineData("p,A,,1,USD,,,", "received_at", "required")]
    [InlineData("p,A,2026-01-07,1,USD,,lost,", "status", "word")]
    public async Task A_bad_payment_is_rejected_with_its_column(string row, string column, string code)
    {
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        await ReadAsync(gathering, (ImportSchema.Payments, PaymentHeader + row + "\n"));

        Assert.Equal([(2, column, code)], Faults(gathering, rejects));
    }

    [Fact]
    public async Task A_payment_is_received_on_a_day_or_at_an_instant()
    {
        var gathering = new ImportGathering(new ImportRejects());
        var rows = "p1,A,2026-01-07,1,USD,,,\np2,A,2026-01-07T10:00:00+02:00,1,USD,,failed,insufficient_funds\n";
        await ReadAsync(gathering, (ImportSchema.Payments, PaymentHeader + rows));

        var payments = Groups(gathering).Single().Payments;

        Assert.Equal(new LocalDate(2026, 1, 7), payments[0].ReceivedOn);
        Assert.Equal(Instant.FromUtc(2026, 1, 7, 8, 0), payments[1].ReceivedAt);
        Assert.Equal(("failed", "insufficient_funds"), (payments[1].Status, payments[1].DeclineCode));
    }

    [Fact]
    public async Task An_account_that_comes_twice_is_unchanged_when_equal_and_rejected_when_not()
    {
        var gathering = new ImportGathering(new ImportRejects());
        await ReadAsync(
            gathering,
            (ImportSchema.Accounts, "account_id,customer_id,currency,tags\nA,c,USD,x;y\nA,c,USD,x;y\nA,c,USD,x\n"));

        var group = Groups(gathering).Single();

        Assert.Equal(1, group.ProfilesRepeated);
        Assert.Equal((4, "duplicate_id"), Assert.Single(group.Rejected.Select(each => (each.Row.Line, each.Row.Code))));
    }

    [Fact]
    public async Task Without_a_rejected_row_no_rejects_file_is_left_from_an_earlier_call()
    {
        var rejects = new ImportRejects();
        await ReadAsync(new ImportGathering(rejects), (ImportSchema.Payments, PaymentHeader));
        var path = PathOf(ImportSchema.Payments);
        await File.WriteAllTextAsync(path + ".rejects.csv", "line,column,code,message\n2,,csv_quote,old\n");

        Assert.Empty(rejects.Write([path], null));
        Assert.False(File.Exists(path + ".rejects.csv"));
    }

    [Theory]
    [InlineData("A,c,USD,Moon/Crater,,,,,,", "timezone", "timezone")]
    [InlineData("A,c,USD,UTC+05:00,,,,,,", "timezone", "timezone")]
    [InlineData("A,c,USD,,not a language,,,,,", "locale", "locale")]
    [InlineData("A,c,USD,,,good,,,,", "credit_rating", "number")]
    [InlineData("A,c,USD,,,,good;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,,,", "tags", "tag")]
    [InlineData("A,c,USD,,,,,A,,", "parent_account_id", "parent_self")]
    [InlineData("A,c,USD,,,,,,maybe,", "paid_by_parent", "boolean")]
    [InlineData("A,,USD,,,,,,,", "customer_id", "required")]
    [InlineData("A,c,,,,,,,,", "currency", "required")]
    [InlineData("A,c,ZZZ,,,,,,,", "currency", "currency")]
    [InlineData("A,c,USD,,,,,,,\"two\nlines\"", "name", "length")]
    public async Task A_bad_account_is_rejected_with_its_column(string row, string column, string code)
    {
        const string header =
            "account_id,customer_id,currency,timezone,locale,credit_rating,tags,parent_account_id,paid_by_parent,name\n";
        var rejects = new ImportRejects();
        var gathering = new ImportGathering(rejects);
        await ReadAsync(gathering, (ImportSchema.Accounts, header + row + "\n"));

        Assert.Equal([(2, column, code)], Faults(gathering, rejects));
    }

    [Fact]
    public async Task Accounts_in_any_order_and_many_come_in_key_order_with_all_their_rows()
    {
        var gathering = new ImportGathering(new ImportRejects());
        var rows = Enumerable.Range(0, 30_000).Select(i => $"{i},a{(i * 7_919) % 10_000},,2026-01-05,10,USD,\n");
        await ReadAsync(gathering, (ImportSchema.Bills, BillHeader + string.Concat(rows)));

        var groups = Groups(gathering);

        Assert.Equal(10_000, groups.Count);
        Assert.Equal(groups.Select(group => group.AccountId).Order(StringComparer.Ordinal), groups.Select(group => group.AccountId));
        Assert.All(groups, group =>
        {
            Assert.Equal(3, group.Bills.Count);
            Assert.All(group.Bills, bill => Assert.Equal(
                group.AccountId, $"a{int.Parse(bill.BillId, CultureInfo.InvariantCulture) * 7_919 % 10_000}"));
            Assert.Equal(group.Bills.Select(bill => bill.Line).Order(), group.Bills.Select(bill => bill.Line));
        });
    }

    private static List<AccountGroup> Groups(ImportGathering gathering) =>
        [.. Enumerable.Range(0, gathering.Accounts).Select(gathering.Reader().Read)];

    /// <summary>The rows at fault: those without an account at once, others when their account is read.</summary>
    private static List<(int Line, string Column, string Code)> Faults(ImportGathering gathering, ImportRejects rejects) =>
    [
        .. rejects.All.Select(each => each.Row).Concat(Groups(gathering).SelectMany(group => group.Rejected)
            .Select(each => each.Row)).Select(row => (row.Line, row.Column, row.Code)),
    ];

    private async Task ReadAsync(ImportGathering gathering, params (ImportSchema Schema, string Text)[] files)
    {
        List<CsvTable> tables = [];
        foreach (var (schema, text) in files)
        {
            await File.WriteAllTextAsync(PathOf(schema), text);
            tables.Add(CsvTable.Open(PathOf(schema), schema));
        }

        await gathering.ReadAsync(tables, _ => { });
        tables.ForEach(table => table.Dispose());
    }

    private string PathOf(ImportSchema schema) => Path.Combine(_folder, schema.Name + ".csv");
}
