using Collections.Domain.Configuration;
using Collections.Kernel.Documents;

namespace Collections.Domain.Tests.Configuration;

public sealed class PolicyDiffTests
{
    private const string Before =
        """
        { "age": { "from": "dueDate", "graceDays": 3 },
          "states": [
            { "name": "SUSPENDED",
              "when": { "all": [ { "oldestUnpaid": { "atLeast": "50 days" } }, { "not": { "tag": "VIP" } } ] },
              "blocks": [ "changes", "service" ] },
            { "name": "WARNING", "when": { "oldestUnpaid": { "atLeast": 20 } } },
            { "name": "REMINDER", "when": { "oldestUnpaid": { "atLeast": 1 } } } ],
          "rules": [
            { "name": "broken", "when": { "tag": "BROKEN" }, "start": "letters", "stop": true },
            { "name": "late", "when": { "tag": "LATE" }, "start": "letters" } ],
          "treatments": { "letters": { "steps": [
            { "name": "first", "after": "0 days", "do": { "notice": "l1" } },
            { "name": "second", "after": { "steps": [ "first" ], "days": 7 }, "do": { "notice": "l2" } } ] } },
          "reminders": [ { "daysBefore": [ 7, 1 ], "channels": [ "email" ], "notice": "due" } ] }
        """;

    [Fact]
    public void The_same_policy_written_differently_changes_nothing()
    {
        var again = Before
            .Replace("\"50 days\"", "50", StringComparison.Ordinal)
            .Replace("\"atLeast\": 20", "\"atLeast\": \"20 days\"", StringComparison.Ordinal)
            .Replace("[ \"changes\", \"service\" ]", "[ \"service\", \"changes\" ]", StringComparison.Ordinal)
            .Replace("\"start\": \"letters\" }", "\"start\": \"letters\", \"stop\": false }", StringComparison.Ordinal)
            .Replace("[ 7, 1 ]", "[ 1, 7 ]", StringComparison.Ordinal);

        Assert.Empty(PolicyDiff.Between(Read(Before), Read(again)));
    }

    [Theory]
    [InlineData("\"50 days\"", "\"2 months\"",
        "state SUSPENDED: when all oldestUnpaid atLeast changes from 50 to 2 months")]
    [InlineData("\"graceDays\": 3", "\"graceDays\": 5", "age graceDays changes from 3 to 5")]
    [InlineData("[ \"changes\", \"service\" ]", "[ \"changes\", \"billing\" ]",
        "state SUSPENDED: blocks: billing is new|state SUSPENDED: blocks: service is gone")]
    [InlineData("\"days\": 7", "\"days\": 10", "step letters/second: after days changes from 7 to 10")]
    [InlineData("\"notice\": \"l2\"", "\"task\": { \"kind\": \"call\" }",
        "step letters/second: do task: {\"kind\":\"call\"} is new|step letters/second: do notice: l2 is gone")]
    [InlineData(", \"stop\": true", "", "rule broken: stop: true is gone")]
    [InlineData("[ 7, 1 ]", "[ 7, 3, 1 ]", "reminder 1: daysBefore: 3 is new")]
    [InlineData("{ \"not\": { \"tag\": \"VIP\" } }", "{ \"tier\": { \"in\": [ \"GOLD\" ] } }",
        "state SUSPENDED: when all: {\"tier\":{\"in\":[\"GOLD\"]}} is new"
        + "|state SUSPENDED: when all: {\"not\":{\"tag\":\"VIP\"}} is gone")]
    public void A_change_is_told_where_it_is(string from, string to, string words) => Assert.Equal(
        words.Split('|'),
        PolicyDiff.Between(Read(Before), Read(Before.Replace(from, to, StringComparison.Ordinal)))
            .Select(change => change.Words));

    [Fact]
    public void States_and_rules_added_removed_and_moved_are_told_as_such()
    {
        const string After =
            """
            { "age": { "graceDays": 3 },
              "states": [
                { "name": "WARNING", "when": { "oldestUnpaid": { "atLeast": 20 } } },
                { "name": "SUSPENDED",
                  "when": { "all": [ { "oldestUnpaid": { "atLeast": "50 days" } }, { "not": { "tag": "VIP" } } ] },
                  "blocks": [ "changes", "service" ] },
                { "name": "FIRST", "when": { "oldestUnpaid": { "atLeast": 1 } } } ] }
            """;
        var changes = PolicyDiff.Between(Read(Before), Read(After));

        Assert.Equal(
            [
                "Moved state SUSPENDED 1>2", "Added state FIRST", "Removed state REMINDER", "Removed rule broken",
                "Removed rule late", "Removed treatment letters", "Removed reminder 1",
            ],
            changes.Select(change => $"{change.Kind} {change.Item} {change.Name ?? change.Path.TrimStart('/')}"
                + (change.Kind == PolicyChangeKind.Moved ? $" {change.Before}>{change.After}" : string.Empty)));
        Assert.Equal("/states/FIRST", changes[1].Path);
        Assert.Equal("state SUSPENDED moves from place 1 to place 2", changes[0].Words);
    }

    private static Node Read(string json) => JsonDocuments.Read(json).Document!;
}
