using System.Text.Json.Nodes;
using Collections.Simulation.Scenarios;

namespace Collections.Simulation.Tests.Scenarios;

public sealed class PartialMatchTests
{
    [Theory]
    [InlineData("{ balance: 0 }", """{ "balance": 0.00, "more": 1 }""")]
    [InlineData("{ balance: 249.95 }", """{ "balance": 249.9500 }""")]
    [InlineData("{ balance: -1e2 }", """{ "balance": -100 }""")]
    [InlineData("{ balance: '5' }", """{ "balance": 5.0 }""")]
    [InlineData("{ overdue: { state: OD1, blocks: [service, changes] } }",
        """{ "overdue": { "state": "OD1", "since": "2012-06-30", "blocks": ["changes", "service"] } }""")]
    [InlineData("{ overdue: { since: 2012-06-30 } }", """{ "overdue": { "since": "2012-06-30" } }""")]
    [InlineData("{ overdue: { since: null, message: ~ } }", """{ "overdue": { "since": null } }""")]
    [InlineData("{ next: 2012-06-30T02:00:00+02:00 }", """{ "next": "2012-06-30T00:00:00Z" }""")]
    [InlineData("{ paidByParent: true }", """{ "paidByParent": true }""")]
    [InlineData("{ customerId: 0012 }", """{ "customerId": "0012" }""")]
    [InlineData("{ tags: [] }", """{ "tags": [] }""")]
    [InlineData("{ tags: [A, B, A] }", """{ "tags": ["B", "A"] }""")]
    [InlineData("{ treatments: [] }", """{ "treatments": [] }""")]
    [InlineData("{ gone: null }", "{ }")]
    public void What_the_scenario_names_is_compared_and_nothing_else(string expected, string actual) =>
        Assert.Empty(Compare(expected, actual));

    [Theory]
    [InlineData("{ balance: 0 }", """{ "balance": 0.01 }""", "/A/balance")]
    [InlineData("{ balance: 0 }", "{ }", "/A/balance")]
    [InlineData("{ customerId: 12 }", """{ "customerId": "0012" }""", "/A/customerId")]
    [InlineData(
        "{ overdue: { since: 2012-6-30 } }", """{ "overdue": { "since": "2012-06-30" } }""", "/A/overdue/since")]
    [InlineData("{ overdue: { since: null } }", """{ "overdue": { "since": "2012-06-30" } }""", "/A/overdue/since")]
    [InlineData("{ overdue: { state: OD1 } }", """{ "overdue": null }""", "/A/overdue")]
    [InlineData("{ tags: [A] }", """{ "tags": ["A", "B"] }""", "/A/tags")]
    [InlineData("{ tags: [A, B] }", """{ "tags": ["A"] }""", "/A/tags")]
    [InlineData("{ treatments: [] }", """{ "treatments": [ { "template": "t" } ] }""", "/A/treatments")]
    [InlineData("{ paidByParent: 'yes' }", """{ "paidByParent": true }""", "/A/paidByParent")]
    [InlineData("{ bills: B1 }", """{ "bills": [ { "billId": "B1" } ] }""", "/A/bills")]
    public void A_difference_is_told_with_its_path(string expected, string actual, string path) =>
        Assert.Equal([path], Compare(expected, actual).Select(difference => difference.Path));

    [Fact]
    public void A_list_of_maps_has_the_same_length_and_each_item_matches_in_part()
    {
        const string actual = """{ "steps": [ { "name": "a", "status": "done" }, { "name": "b", "status": "open" } ] }""";

        Assert.Empty(Compare("{ steps: [ { name: a }, { status: open } ] }", actual));
        Assert.Equal(["/A/steps/1/status"], Paths("{ steps: [ { }, { status: done } ] }", actual));
        Assert.Equal(["/A/steps"], Paths("{ steps: [ { name: a } ] }", actual));
    }

    [Fact]
    public void A_list_given_as_a_map_is_keyed_by_the_items_own_ids_and_may_hold_more()
    {
        const string actual = """
            {
              "bills": [ { "billId": "B1", "outstanding": 1 }, { "billId": "B2", "outstanding": 2 } ],
              "promises": [ { "billId": "B1", "promiseId": "X", "status": "kept" } ],
              "disputes": [ { "billId": "B1", "disputeId": "B2", "status": "open" } ],
              "holds": [ { "holdId": "H", "scope": "all" } ]
            }
            """;

        Assert.Empty(Compare("{ bills: { B2: { outstanding: 2.00 } }, promises: { X: { status: kept } } }", actual));
        Assert.Empty(Compare("{ disputes: { B2: { status: open } }, holds: { H: { scope: all } } }", actual));
        Assert.Equal(["/A/bills/B3"], Paths("{ bills: { B3: { outstanding: 2 } } }", actual));
        Assert.Equal(["/A/promises/B1"], Paths("{ promises: { B1: { status: kept } } }", actual));
    }

    [Fact]
    public void A_key_that_must_be_absent_from_a_list_is_null()
    {
        const string actual = """{ "bills": [ { "billId": "B1" } ] }""";

        Assert.Empty(Compare("{ bills: { B2: null } }", actual));
        Assert.Equal(["/A/bills/B1"], Paths("{ bills: { B1: null } }", actual));
    }

    [Fact]
    public void A_treatment_is_found_by_its_template_and_the_latest_of_that_template_counts()
    {
        const string actual = """
            { "treatments": [
              { "treatmentId": "1", "template": "t", "status": "completed", "steps": [ { "name": "x", "status": "done" } ] },
              { "treatmentId": "2", "template": "t", "status": "active", "steps": [ { "name": "x", "status": "open" } ] } ] }
            """;

        Assert.Empty(Compare("{ treatments: { t: { status: active, steps: { x: { status: open } } } } }", actual));
    }

    [Fact]
    public void A_difference_tells_what_was_expected_and_what_came()
    {
        var difference = Assert.Single(Compare("{ balance: 10, }", """{ "balance": 12.5 }"""));

        Assert.Equal("10", difference.Expected!.ToJsonString());
        Assert.Equal("12.5", difference.Actual!.ToJsonString());
    }

    [Fact]
    public void An_account_that_is_not_there_is_one_difference() =>
        Assert.Equal(["/A"], PartialMatch.Compare(Yaml.Node("{ balance: 1 }"), null, "/A").Select(each => each.Path));

    private static IEnumerable<string> Paths(string expected, string actual) =>
        Compare(expected, actual).Select(difference => difference.Path);

    private static IReadOnlyList<Difference> Compare(string expected, string actual) =>
        PartialMatch.Compare(Yaml.Node(expected), JsonNode.Parse(actual), "/A");
}
