namespace Collections.Server.Tests.Commands;

public sealed class CommandTreeTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData]
    [InlineData("frobnicate")]
    [InlineData("replay")]
    [InlineData("policy")]
    [InlineData("policy", "put", "default")]
    [InlineData("review")]
    [InlineData("review", "--as-of", "2026-01-01", "--colour", "red")]
    public async Task A_wrong_call_exits_with_two_and_shows_usage_on_the_error_stream(params string[] arguments)
    {
        var (exit, output, error) = await Cli.RunAsync(arguments);

        Assert.Equal((2, string.Empty), (exit, output));
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("review", "--as-of", "yesterday")]
    [InlineData("review", "--as-of", "2026-01-01", "--tenant", "a/b")]
    [InlineData("explain", "A", "--at", "noon")]
    [InlineData("import")]
    [InlineData("policy", "put", "a/b", "x.yaml")]
    [InlineData("policy", "check", "missing.yaml")]
    [InlineData("replay", "missing.yaml")]
    [InlineData("import", "--bills", "missing.csv")]
    public async Task An_impossible_argument_exits_with_two_and_no_stack_trace(params string[] arguments)
    {
        var (exit, output, error) = await Cli.RunAsync([.. arguments]);

        Assert.Equal((2, string.Empty), (exit, output));
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_data_is_a_wrong_call()
    {
        var (exit, _, error) = await Cli.RunAsync("audit", "verify", "--data", _cli.Data);

        Assert.Equal(2, exit);
        Assert.Contains(_cli.Data, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_exits_with_zero_one_or_two()
    {
        const string head = "clock: 2026-01-01T00:00:00Z\naccounts: { A: { currency: USD } }\nsteps:\n  - at: 2026-01-02\n";
        var right = _cli.Write("right.yaml", head + "    expect: { A: { balance: 0 } }\n");
        var wrong = _cli.Write("wrong.yaml", head + "    expect: { A: { balance: 1 } }\n");
        var broken = _cli.Write("broken.yaml", head + "    expects: { }\n");

        Assert.Equal(0, (await Cli.RunAsync("replay", right)).Exit);
        Assert.Equal(2, (await Cli.RunAsync("replay", right, wrong, broken)).Exit);
        var (exit, output, _) = await Cli.RunAsync("replay", right, wrong, "--json");
        Assert.Equal(1, exit);
        var miss = Assert.Single(System.Text.Json.Nodes.JsonNode.Parse(output)!.AsArray())!;
        Assert.Equal(wrong, miss["file"]!.ToString());
        Assert.Equal("""{"step":1,"path":"/expect/A/balance"}""",
            new System.Text.Json.Nodes.JsonObject { ["step"] = miss["step"]!.DeepClone(), ["path"] = miss["path"]!.DeepClone() }
                .ToJsonString());
    }

    [Fact]
    public async Task A_policy_is_checked_with_every_fault_and_its_place()
    {
        var bad = _cli.Write("bad.yaml", "states:\n  - name: X\n  - { name: Y, when: { oldestUnpayed: 3 } }\n");
        var good = _cli.Write("good.yaml", "states: [ { name: X, when: { tag: T } } ]\n");

        var (exit, _, error) = await Cli.RunAsync("policy", "check", bad);

        Assert.Equal(1, exit);
        Assert.Contains($"{bad}:2:", error, StringComparison.Ordinal);
        Assert.Contains("/states/1/when", error, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync("policy", "check", good)).Exit);
    }

    [Fact]
    public async Task A_Kill_Bill_file_becomes_a_policy_that_passes_the_check()
    {
        var xml = _cli.Write("kb.xml", """
            <overdueConfig><accountOverdueStates><state name="OD1"><condition>
            <timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>DAYS</unit><number>5</number>
            </timeSinceEarliestUnpaidInvoiceEqualsOrExceeds></condition><externalMessage>m</externalMessage></state>
            </accountOverdueStates></overdueConfig>
            """);

        var (exit, output, _) = await Cli.RunAsync("policy", "import-killbill", xml);
        Assert.Equal(0, exit);
        Assert.Equal(0, (await Cli.RunAsync("policy", "check", _cli.Write("policy.yaml", output))).Exit);
    }
}
