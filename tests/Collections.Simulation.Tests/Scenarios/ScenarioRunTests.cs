using Collections.Simulation.Scenarios;

namespace Collections.Simulation.Tests.Scenarios;

public sealed class ScenarioRunTests
{
    private const string Start = """
        clock: 2026-01-01T08:00:00Z
        policies: { default: { states: [ { name: LATE, when: { oldestUnpaid: { atLeast: 1 day } } } ] } }
        accounts: { A: { currency: USD, timezone: UTC } }
        steps:
          - at: 2026-01-02
            do: [ { bill: { account: A, billId: B1, amountDue: 10.00, dueDate: 2026-01-10 } } ]

        """;

    [Fact]
    public async Task A_scenario_whose_every_expectation_holds_has_no_miss() => Assert.Empty(await RunAsync("""
          - at: 2026-01-11
            expect: { A: { overdue: { state: LATE, since: 2026-01-11 }, bills: { B1: { outstanding: 10 } } } }
            events: [ account.overdue.changed ]
            noEvents: [ bill.issued ]
        """));

    [Fact]
    public async Task A_miss_tells_step_path_expected_and_actual()
    {
        var miss = Assert.Single(await RunAsync("""
              - at: 2026-01-10
                expect: { A: { overdue: { state: LATE } } }
            """));

        Assert.Equal((2, "/expect/A/overdue/state"), (miss.Step, miss.Path));
        Assert.Equal(("LATE", "CLEAR"), (miss.Expected!.ToString(), miss.Actual!.ToString()));
    }

    [Fact]
    public async Task Events_are_those_since_the_check_of_the_step_before()
    {
        var misses = await RunAsync("""
              - at: 2026-01-03
                events: [ bill.issued ]
                noEvents: [ account.created ]
              - at: 2026-01-11
                noEvents: [ account.overdue.changed ]
            """);

        Assert.Equal(
            [(2, "/events", "bill.issued"), (3, "/noEvents", "account.overdue.changed")],
            misses.Select(miss => (miss.Step, miss.Path, (miss.Expected ?? miss.Actual)!.ToString())));
    }

    [Theory]
    [InlineData("refused: bill_not_draft", null)]
    [InlineData("refused: bill_unknown", "bill_unknown")]
    [InlineData("x: y", "accepted")]
    public async Task A_refusal_must_be_the_one_that_was_expected(string said, string? expected)
    {
        var item = said.StartsWith("refused", StringComparison.Ordinal) ? $", {said}" : string.Empty;
        var misses = await RunAsync($$"""
              - at: 2026-01-03
                do: [ { commit: { account: A, billId: B1{{item}} } } ]
            """);

        Assert.Equal(expected is null ? [] : [expected], misses.Select(miss => miss.Expected!.ToString()));
    }

    [Fact]
    public async Task An_item_that_is_accepted_although_a_refusal_was_expected_is_a_miss_and_the_step_goes_on()
    {
        var misses = await RunAsync("""
              - at: 2026-01-03
                do:
                  - tag: { account: A, tag: X, refused: tag_unknown }
                  - tag: { account: A, tag: Y }
                expect: { A: { tags: [ X, Y ] } }
            """);

        Assert.Equal(["/do/0/tag"], misses.Select(miss => miss.Path));
    }

    [Fact]
    public async Task The_same_scenario_gives_the_same_misses_every_time()
    {
        const string wrong = "  - at: 2026-03-01\n    expect: { A: { overdue: { state: X }, version: 0 } }";

        var first = await RunAsync(wrong);
        var second = await RunAsync(wrong);

        Assert.Equal(
            first.Select(miss => miss.Actual!.ToJsonString()), second.Select(miss => miss.Actual!.ToJsonString()));
    }

    private static async Task<IReadOnlyList<Miss>> RunAsync(string rest)
    {
        var (scenario, faults) = ScenarioReader.Read(Yaml.Node(Start + rest), "x.yaml");
        Assert.Empty(faults);
        return await ScenarioRun.RunAsync(scenario!);
    }
}
