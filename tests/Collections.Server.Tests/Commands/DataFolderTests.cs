using System.Text.Json.Nodes;

namespace Collections.Server.Tests.Commands;

public sealed class DataFolderTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly string _accounts;
    private readonly string _bills;
    private readonly string _payments;
    private readonly string _policy;

    public DataFolderTests()
    {
        _accounts = _cli.Write("accounts.csv", """
            account_id,customer_id,currency,name,phone,timezone
            A1,C1,USD,"Lovelace, Ada",+15550100,America/New_York
            A2,C2,USD,,,Asia/Shanghai
            A3,C3,XXX,,,

            """);
        _bills = _cli.Write("bills.csv", """
            bill_id,account_id,issued_on,due_on,amount,currency,status
            B1,A1,2026-01-01,2026-01-10,100.00,USD,
            B2,A2,,2026-01-12,50,USD,
            B2,A2,,2026-01-12,51,USD,
            B9,ZZ,,2026-01-12,51,USD,

            """);
        _payments = _cli.Write("payments.csv", """
            payment_id,account_id,received_at,amount,currency,bill_id,status,decline_code
            P1,A1,2026-01-05,40,USD,B1,,
            P2,A1,2026-01-06,4,USD,NONE,,

            """);
        _policy = _cli.Write("policy.yaml", """
            states:
              - { name: SUSPENDED, when: { oldestUnpaid: { atLeast: 30 days } }, blocks: [ service ] }
              - { name: LATE, when: { oldestUnpaid: { atLeast: 1 day } } }

            """);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_review_over_many_days_does_on_each_what_that_day_would_have_done()
    {
        var accounts = _cli.Write("mail.csv", """
            account_id,customer_id,currency,email,timezone
            M1,C1,USD,ada@example.org,UTC
            M2,C2,USD,kim@example.org,America/New_York

            """);
        var bills = _cli.Write("late.csv", """
            bill_id,account_id,issued_on,due_on,amount,currency
            B1,M1,2026-01-01,2026-01-10,100.00,USD
            B2,M2,2026-01-01,2026-01-10,100.00,USD

            """);
        var policy = _cli.Write("mail.yaml", """
            policy: default
            states:
              - { name: LATE, when: { oldestUnpaid: { atLeast: 1 day } }, onEnter: [ { notice: reminder } ] }

            """);
        string[] data = ["--data", _cli.Data];
        Assert.Equal(0, (await Cli.RunAsync(["import", "--accounts", accounts, "--bills", bills, .. data])).Exit);
        Assert.Equal(0, (await Cli.RunAsync(["review", "--as-of", "2026-01-05", .. data])).Exit);
        Assert.Equal(0, (await Cli.RunAsync(["policy", "put", "default", policy, .. data])).Exit);

        Assert.Equal(0, (await Cli.RunAsync(["review", "--as-of", "2026-02-13", .. data])).Exit);

        // One mail each, at eight in the morning of the day on which the bill became late.
        Assert.Equal(
            ["Sun, 11 Jan 2026 08:00:00 +0000", "Sun, 11 Jan 2026 13:00:00 +0000"],
            Directory.GetFiles(Path.Combine(_cli.Data, "outbox"), "*.eml", SearchOption.AllDirectories)
                .Select(file => File.ReadAllLines(file).First(line => line.StartsWith("Date: ", StringComparison.Ordinal)))
                .Select(line => line["Date: ".Length..])
                .Order(StringComparer.Ordinal));
        Assert.Equal(0, (await Cli.RunAsync(["audit", "verify", .. data])).Exit);
    }

    [Fact]
    public async Task An_import_takes_the_good_rows_tells_the_bad_ones_and_changes_nothing_the_second_time()
    {
        var first = JsonNode.Parse((await ImportAsync()).Out)!;
        Assert.Equal((3, 2, 1), Counts(first["accounts"]!));
        Assert.Equal((4, 2, 2), Counts(first["bills"]!));
        Assert.Equal((2, 1, 1), Counts(first["payments"]!));
        Assert.Equal(
            ["4,bill_id,duplicate_id", "5,account_id,account_unknown"],
            Lines(_bills + ".rejects.csv")[1..].Select(line => string.Join(',', line.Split(',')[..3])));
        Assert.StartsWith("3,bill_id,bill_unknown,", Lines(_payments + ".rejects.csv")[1], StringComparison.Ordinal);

        var second = JsonNode.Parse((await ImportAsync()).Out)!;
        foreach (var file in new[] { "accounts", "bills", "payments" })
        {
            Assert.Equal(0, (int)second[file]!["added"]! + (int)second[file]!["changed"]!);
            Assert.Equal((int)first[file]!["added"]!, (int)second[file]!["unchanged"]!);
        }
    }

    [Fact]
    public async Task A_changed_amount_is_an_adjustment_and_another_changed_field_a_conflict()
    {
        await ImportAsync();
        _cli.Write("bills.csv", """
            bill_id,account_id,issued_on,due_on,amount,currency
            B1,A1,2026-01-01,2026-01-10,90.00,USD
            B2,A2,,2026-01-13,50,USD

            """);

        var (_, output, _) = await Cli.RunAsync("import", "--bills", _bills, "--data", _cli.Data, "--json");

        var bills = JsonNode.Parse(output)!["bills"]!;
        Assert.Equal((1, 1), ((int)bills["changed"]!, (int)bills["rejected"]!));
        Assert.Contains(",conflict,", string.Join('\n', Lines(_bills + ".rejects.csv")), StringComparison.Ordinal);
        var (_, explained, _) = await Cli.RunAsync(
            "explain", "A1", "--at", "2026-01-20T00:00:00Z", "--data", _cli.Data, "--json");
        Assert.Equal(50.00m, (decimal)JsonNode.Parse(explained)!["toClear"]!["amount"]!);
    }

    [Fact]
    public async Task A_draft_is_tried_out_on_the_portfolio_without_a_trace()
    {
        await ImportAsync();
        await Cli.RunAsync("review", "--as-of", "2026-02-20", "--data", _cli.Data);

        var (exit, output, _) = await Cli.RunAsync(
            "policy", "what-if", "default", _policy, "--data", _cli.Data, "--json");

        var result = JsonNode.Parse(output)!["result"]!;
        Assert.Equal(0, exit);
        Assert.Equal(
            ["SUSPENDED>SUSPENDED 2"],
            result["moves"]!.AsArray().Select(move => $"{move!["from"]}>{move["to"]} {move["accounts"]}"));
        var (_, table, _) = await Cli.RunAsync("policy", "what-if", "default", _policy, "--data", _cli.Data);
        Assert.Contains("SUSPENDED -> SUSPENDED", table, StringComparison.Ordinal);
        var (past, days, _) = await Cli.RunAsync(
            "policy", "what-if", "default", _policy, "--backtest", "--data", _cli.Data);
        Assert.Equal(0, past);
        Assert.Contains("Days in state", days, StringComparison.Ordinal);
        Assert.Contains("recorded decisions from", days, StringComparison.Ordinal);
        var (_, explained, _) = await Cli.RunAsync("explain", "A1", "--data", _cli.Data, "--json");
        Assert.Equal(0, (int)JsonNode.Parse(explained)!["policyVersion"]!);
    }

    [Fact]
    public async Task A_file_without_a_required_column_stops_before_any_row()
    {
        _cli.Write("payments.csv", "payment_id,account_id,amount,currency\nP1,A1,40,USD\n");

        var (exit, _, error) = await ImportAsync();

        Assert.Equal(2, exit);
        Assert.Contains("received_at", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.Data));
    }

    [Fact]
    public async Task A_review_fires_what_is_due_by_the_end_of_the_day_of_each_zone_and_never_goes_back()
    {
        await ImportAsync();
        Assert.Equal(0, (await Cli.RunAsync("policy", "put", "default", _policy, "--data", _cli.Data)).Exit);

        Assert.Equal("""{"CLEAR":1,"LATE":1}""", await StatesAsync("2026-01-12"));
        Assert.Equal("""{"LATE":2}""", await StatesAsync("2026-01-13"));
        Assert.Equal("""{"LATE":2}""", await StatesAsync("2026-01-13"));
        Assert.Equal(2, (await Cli.RunAsync("review", "--as-of", "2026-01-12", "--data", _cli.Data)).Exit);
        Assert.Equal("""{"LATE":1,"SUSPENDED":1}""", await StatesAsync("2026-02-09"));
    }

    [Fact]
    public async Task An_account_is_explained_now_and_as_it_stood()
    {
        await ImportAsync();
        await Cli.RunAsync("policy", "put", "default", _policy, "--data", _cli.Data);
        await StatesAsync("2026-02-09");

        var now = JsonNode.Parse((await Cli.RunAsync("explain", "A1", "--data", _cli.Data, "--json")).Out)!;
        var then = JsonNode.Parse((await Cli.RunAsync(
            "explain", "A1", "--at", "2026-01-11T05:00:00Z", "--data", _cli.Data, "--json")).Out)!;

        Assert.Equal(("SUSPENDED", "2026-02-09"), (now["state"]!.ToString(), now["since"]!.ToString()));
        Assert.Equal(60.00m, (decimal)now["toClear"]!["amount"]!);
        Assert.Equal(("LATE", "2026-01-11"), (then["state"]!.ToString(), then["since"]!.ToString()));
        Assert.Equal("2026-02-09T05:00:00Z", then["next"]!["at"]!.ToString());
        Assert.Equal(1, (await Cli.RunAsync("explain", "NOBODY", "--data", _cli.Data)).Exit);
    }

    [Fact]
    public async Task A_policy_that_says_nothing_new_is_unchanged_and_a_faulty_one_is_refused()
    {
        Assert.Contains("version 1", (await Cli.RunAsync("policy", "put", "default", _policy, "--data", _cli.Data)).Out, StringComparison.Ordinal);
        Assert.Contains("unchanged", (await Cli.RunAsync("policy", "put", "default", _policy, "--data", _cli.Data)).Out, StringComparison.Ordinal);
        var bad = _cli.Write("bad.yaml", "states: [ { name: X } ]\n");
        Assert.Equal(1, (await Cli.RunAsync("policy", "put", "default", bad, "--data", _cli.Data)).Exit);
    }

    [Fact]
    public async Task The_audit_holds_and_no_personal_value_stands_in_the_log()
    {
        await ImportAsync();

        var (exit, output, _) = await Cli.RunAsync("audit", "verify", "--data", _cli.Data);

        Assert.Equal(0, exit);
        Assert.StartsWith("ok:", output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_cli.Data))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("Lovelace"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("+15550100"u8));
        }
    }

    private static string[] Lines(string path) => File.ReadAllLines(path);

    private static (int Read, int Added, int Rejected) Counts(JsonNode file) =>
        ((int)file["read"]!, (int)file["added"]!, (int)file["rejected"]!);

    private Task<(int Exit, string Out, string Error)> ImportAsync() => Cli.RunAsync(
        "import", "--accounts", _accounts, "--bills", _bills, "--payments", _payments, "--data", _cli.Data, "--json");

    private async Task<string> StatesAsync(string day)
    {
        var (exit, output, error) = await Cli.RunAsync("review", "--as-of", day, "--data", _cli.Data, "--json");
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!["states"]!.ToJsonString();
    }
}
