using System.Text.Json.Nodes;
using Collections.Domain.Configuration;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Server.Composition;

namespace Collections.Server.Tests.Commands;

/// <summary>How contacts kept to the rules, counted from what is on record.</summary>
public sealed class ComplianceCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_was_permitted_held_back_and_reported_is_counted_with_its_rules()
    {
        await FillAsync();

        var (exit, json, _) = await RunAsync("--from", "2026-01-01", "--to", "2026-01-05", "--json");
        var (_, text, _) = await RunAsync("--from", "2026-01-01", "--to", "2026-01-05");
        var (_, before, _) = await RunAsync("--from", "2026-01-01", "--to", "2026-01-02", "--json");

        var figures = JsonNode.Parse(json)!;
        Assert.Equal(0, exit);
        Assert.Equal((1, 2), (Number(figures, "made", "permitted"), Number(figures, "made", "reported")));
        Assert.Equal(
            (0, 0, 1),
            (Number(figures, "violations", "permittedOffHours"),
                Number(figures, "violations", "permittedBeyondLimits"),
                Number(figures, "violations", "reportedOffHours")));
        Assert.Equal(33.33m, (decimal)figures["violations"]!["forbiddenHourRate"]!);
        Assert.Equal(
            (2, 1, 1),
            (Number(figures, "hits", "heldBack"), Number(figures, "hits", "byHours"), Number(figures, "hits", "byLimits")));
        Assert.Equal(33.33m, (decimal)figures["hits"]!["limitsRate"]!);
        Assert.Equal((4, 4, 100), (Number(figures, "scripts", "count"), Number(figures, "scripts", "whole"), Number(figures, "scripts", "coverage")));
        Assert.Contains("forbidden-hour rate           33.33 %", text, StringComparison.Ordinal);
        Assert.Equal((0, 0), (Number(JsonNode.Parse(before)!, "made", "permitted"), Number(JsonNode.Parse(before)!, "hits", "heldBack")));
    }

    [Theory]
    [InlineData("--from", "yesterday")]
    [InlineData("--to", "2026-13-01")]
    [InlineData("--from", "2026-01-05", "--to", "2026-01-04")]
    public async Task Days_at_fault_end_with_two(params string[] arguments)
    {
        await FillAsync();

        Assert.Equal(2, (await RunAsync(arguments)).Exit);
    }

    private static int Number(JsonNode figures, string group, string name) => (int)figures[group]![name]!;

    private Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) =>
        Cli.RunAsync(["compliance", .. arguments, "--data", _cli.Data]);

    /// <summary>
    /// One contact held back by the hour, one permitted, one held back by a limit; and of those that an agency reports
    /// two of its own, one at night, and one of the customer's.
    /// </summary>
    private async Task FillAsync()
    {
        var accounts = _cli.Write("accounts.csv", "account_id,customer_id,currency,timezone\nA1,C1,USD,UTC\n");
        var agency = _cli.Write(
            "agency.csv",
            "contact_id,account_id,at,channel,outcome,direction,agency\n"
            + "g1,A1,2026-01-03T03:00:00Z,email,SENT,out,north\n"
            + "g2,A1,2026-01-03T10:00:00Z,email,SENT,out,north\n"
            + "g3,A1,2026-01-03T03:00:00Z,email,SENT,in,north\n");
        await Cli.RunAsync("import", "--accounts", accounts, "--data", _cli.Data);
        await Cli.RunAsync("review", "--as-of", "2026-01-04", "--data", _cli.Data);
        Assert.Equal(0, (await Cli.RunAsync("import", "--contacts", agency, "--data", _cli.Data)).Exit);
        await ReserveAsync("n1", GateAnswer.Defer);
        await using (var folder = await DataFolder.OpenAsync(Place, create: false))
        {
            const string policy =
                """
                {"windows":[{"days":"ALL","ranges":["00:00-24:00"]}],
                 "frequency":[{"rule":"HOUSE","metric":"ATTEMPT","channels":["phone"],"window":"CALENDAR_DAYS(1)","limit":1}]}
                """;
            var command = new PublicationCommand.Publish("json", policy, policy, null);
            var key = new EntityKey("default", ContactPolicyDocument.KindName, "default");
            Assert.Null((await folder.Engine.AskAsync(key, command)).Rejection);
        }

        await ReserveAsync("n2", GateAnswer.Allow);
        await ReserveAsync("n3", GateAnswer.Defer);
    }

    private async Task ReserveAsync(string id, GateAnswer answer)
    {
        await using var folder = await DataFolder.OpenAsync(Place, create: false);
        var reserved = await folder.Engine.AskAsync(
            new EntityKey("default", Person.Kind, "C1"), new PersonCommand.ReserveContact(id, "A1", "phone", "UTC"));
        Assert.Equal(answer, ((ContactPermission)reserved.Report!).Decision);
    }

    private DataPlace Place => new(_cli.Data, null);
}
