using System.Diagnostics;
using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Runtime.Ports;
using Collections.Storage.Sqlite;

namespace Collections.Server.Tests.Commands;

public sealed class ImportTests : IDisposable
{
    private const string Accounts = "account_id,customer_id,currency,name\n";
    private const string Bills = "bill_id,account_id,due_on,amount,currency\n";
    private const string Payments = "payment_id,account_id,received_at,amount,currency\n";

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_wrong_file_ends_the_call_before_any_row_is_taken()
    {
        var accounts = _cli.Write("accounts.csv", Accounts + "A,c1,USD,Ann\n");
        var payments = _cli.Write("payments.csv", "payment_id,account_id,amount,currency\np,A,1,USD\n");

        var wrong = await ImportAsync("--accounts", accounts, "--payments", payments);
        var missing = await ImportAsync("--accounts", accounts, "--bills", Path.Combine(_cli.Folder, "none.csv"));
        var nothing = await ImportAsync();

        Assert.Equal((2, 2, 2), (wrong.Exit, missing.Exit, nothing.Exit));
        Assert.Contains("received_at", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("there is no such file", missing.Error, StringComparison.Ordinal);
        Assert.Equal(1, (int)JsonNode.Parse((await ImportAsync("--accounts", accounts, "--json")).Out)!["accounts"]!["added"]!);
    }

    [Fact]
    public async Task All_rejected_rows_go_to_one_file_when_the_call_names_one()
    {
        var rejects = Path.Combine(_cli.Folder, "bad.csv");

        var (exit, output, error) = await ImportAsync(
            "--accounts", _cli.Write("accounts.csv", Accounts + "A,c1,USD,Ann\nB,,USD,\"Bo, Jr\"\n"),
            "--bills", _cli.Write("bills.csv", Bills + "b,A,2026-01-01,1.005,USD\n"),
            "--payments", _cli.Write("payments.csv", Payments + "p,A,2026-01-01,-1,USD\np,X,2026-01-01,1,USD\n"),
            "--rejects", rejects);

        Assert.Equal(0, exit);
        Assert.Contains("payments: read 2, added 0, changed 0, unchanged 0, rejected 2", output, StringComparison.Ordinal);
        Assert.Contains(rejects, error, StringComparison.Ordinal);
        Assert.Equal(
            ["3,customer_id,required,accounts.csv", "2,amount,amount_scale,bills.csv",
                "2,amount,amount_not_positive,payments.csv", "3,account_id,account_unknown,payments.csv"],
            (await File.ReadAllLinesAsync(rejects))[1..].Select(line => line.Split(',')).Select(
                field => string.Join(',', [.. field[..3], Path.GetFileName(field[^1])])));
        Assert.Empty(Directory.GetFiles(_cli.Folder, "*.rejects.csv"));
    }

    [Fact]
    public async Task A_person_sees_a_bar_a_page_of_a_hundred_columns_and_what_to_do_next()
    {
        var bills = string.Concat(Enumerable.Range(0, 300).Select(i => $"b{i},A,2026-01-01,1,USD\n")) + "b300,X,2026-01-01,1,USD\n";
        string[] call =
        [
            "import", "--accounts", _cli.Write("accounts.csv", Accounts + "A,c1,USD,Ann\n"),
            "--bills", _cli.Write("bills.csv", Bills + bills), "--data", _cli.Data,
        ];

        var (exit, output, error) = await Cli.ShowAsync(call);

        Assert.Equal(0, exit);
        Assert.All(output.Split('\n').Concat(error.Split('\r', '\n')).Where(line => !line.Contains(_cli.Folder, StringComparison.Ordinal)),
            line => Assert.InRange(line.TrimEnd('\r').Length, 0, 100));
        Assert.Contains("Booking            ━━━━━━━━━━━━━━━━━━━━━━━━ 100 %", error, StringComparison.Ordinal);
        Assert.Matches(@"bills\.csv +301 +300 +0 +0 +1", output);
        Assert.Matches(@"account_unknown +1  bills\.csv:302", output);
        Assert.Contains("$ collections review --data", output, StringComparison.Ordinal);

        Assert.Contains("Nothing changed", (await Cli.ShowAsync(call)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_killed_half_way_is_finished_by_the_same_call()
    {
        const int accounts = 8_000;
        string[] files =
        [
            "--accounts", _cli.Write("accounts.csv", Accounts + Rows(accounts, i => $"a{i:D5},c{i % 5_000},USD,Name {(char)('A' + (i % 26))}")),
            "--bills", _cli.Write("bills.csv", Bills + Rows(accounts * 2, i => $"b{i % 2},a{i / 2:D5},2026-01-0{1 + (i % 9)},10,USD")),
            "--payments", _cli.Write("payments.csv", Payments + Rows(accounts, i => $"p,a{i:D5},2026-01-02,4,USD")),
        ];

        await KillWhileBookingAsync(files);
        var summary = JsonNode.Parse((await ImportAsync([.. files, "--json"])).Out)!;

        foreach (var (file, rows) in new[] { ("accounts", accounts), ("bills", accounts * 2), ("payments", accounts) })
        {
            var (added, unchanged) = ((int)summary[file]!["added"]!, (int)summary[file]!["unchanged"]!);
            Assert.True(added > 0 && unchanged > 0, "It was killed half way.");
            Assert.Equal(rows, added + unchanged);
        }

        await using (var store = SqliteStore.Open(_cli.Data))
        {
            var stored = await store.ListAsync("default", AccountDecider.Kind, null, accounts + 1);
            Assert.Equal(accounts, stored.Count);
            Assert.All(stored, account => Assert.Equal((1L, 1_600L), (account.Version, account.Row.AmountMinor)));
        }

        Assert.Equal(0, (await Cli.RunAsync("audit", "verify", "--data", _cli.Data)).Exit);
    }

    private static string Rows(int count, Func<int, string> row) =>
        string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));

    /// <summary>Starts the program and kills it, by SIGKILL, as soon as it has booked something.</summary>
    private async Task KillWhileBookingAsync(string[] files)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])
            ["exec", Path.Combine(AppContext.BaseDirectory, "collections.dll"), "import", .. files, "--data", _cli.Data])
        {
            start.ArgumentList.Add(argument);
        }

        using var import = Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
        while (await import.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Booking", StringComparison.Ordinal))
            {
                import.Kill();
                break;
            }
        }

        await import.WaitForExitAsync();
        Assert.NotEqual(0, import.ExitCode);
    }

    private Task<(int Exit, string Out, string Error)> ImportAsync(params string[] options) =>
        Cli.RunAsync(["import", .. options, "--data", _cli.Data]);
}
