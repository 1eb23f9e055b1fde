using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Server.Composition;

namespace Collections.Server.Tests.Commands;

/// <summary>Contacts that were not made, told to somebody who asks months later.</summary>
public sealed class ExplainContactTests : IDisposable
{
    private const int Contacts = 60;

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_was_refused_is_told_by_the_policy_of_then_whatever_has_been_published_since()
    {
        var accounts = _cli.Write("accounts.csv", "account_id,customer_id,currency,timezone\nA1,C1,USD,America/New_York\n");
        await Cli.RunAsync("import", "--accounts", accounts, "--data", _cli.Data);
        await Cli.RunAsync("review", "--as-of", "2026-01-04", "--data", _cli.Data);
        await PublishAsync("""{"presets":["US_REGF"]}""");
        await AskAsync();
        await Cli.RunAsync("review", "--as-of", "2026-06-30", "--data", _cli.Data);
        await PublishAsync("""{"windows":[{"days":"ALL","ranges":["00:00-24:00"]}]}""");
        await Cli.RunAsync("review", "--as-of", "2026-07-01", "--data", _cli.Data);

        var (exit, text, _) = await Cli.RunAsync("explain", "A1", "--data", _cli.Data);
        var (_, whole, _) = await Cli.RunAsync("explain", "A1", "--all-contacts", "--data", _cli.Data);
        var (_, json, _) = await Cli.RunAsync("explain", "A1", "--json", "--data", _cli.Data);

        Assert.Equal(0, exit);
        Assert.Contains($"({Contacts - 50} earlier ones with --all-contacts)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("n00 (phone)", text, StringComparison.Ordinal);
        Assert.Contains("n00 (phone) deferred until 2026-01-05T13:00:00Z", whole, StringComparison.Ordinal);
        Assert.Contains(" in America/New_York, hours 08:00-21:00 [US_REGF version 1]", whole, StringComparison.Ordinal);
        Assert.Contains("after 12 CFR 1006.6, 1006.14", whole, StringComparison.Ordinal);
        var contacts = JsonNode.Parse(json)!["contacts"]!.AsArray();
        Assert.Equal(Contacts, contacts.Count);
        var window = Assert.Single(
            contacts[0]!["rules"]!.AsArray(),
            rule => (string?)rule!["rule"] == "window" && (string?)rule["outcome"] == "defer")!;
        Assert.Equal(("US_REGF", 1), ((string?)window["policy"], (int?)window["policyVersion"]));
        Assert.StartsWith("12 CFR 1006.6", (string?)window["source"], StringComparison.Ordinal);
    }

    private async Task PublishAsync(string policy)
    {
        await using var folder = await DataFolder.OpenAsync(Place, create: false);
        var command = new Domain.Configuration.PublicationCommand.Publish("json", policy, policy, null);
        var answer = await folder.Engine.AskAsync(
            new EntityKey("default", Domain.Configuration.ContactPolicyDocument.KindName, "default"), command);
        Assert.Null(answer.Rejection);
    }

    /// <summary>Midnight of a new local day: nobody may be called.</summary>
    private async Task AskAsync()
    {
        await using var folder = await DataFolder.OpenAsync(Place, create: false);
        for (var i = 0; i < Contacts; i++)
        {
            var answer = await folder.Engine.AskAsync(
                new EntityKey("default", Person.Kind, "C1"),
                new PersonCommand.ReserveContact($"n{i:00}", "A1", "phone", "America/New_York"));
            Assert.Equal(GateAnswer.Defer, ((ContactPermission)answer.Report!).Decision);
        }
    }

    private DataPlace Place => new(_cli.Data, null);
}
