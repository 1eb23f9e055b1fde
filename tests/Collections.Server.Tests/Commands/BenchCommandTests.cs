using System.Text.Json.Nodes;

namespace Collections.Server.Tests.Commands;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task Growth_shows_that_an_account_that_does_not_change_is_not_written()
    {
        var (exit, output, _) = await Cli.RunAsync("bench", "growth", "--accounts", "3000,50");

        Assert.Equal(0, exit);
        var figures = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .Where(figure => figure["value"] is not null)
            .ToDictionary(figure => figure["name"]!.ToString(), figure => figure["value"]!.GetValue<decimal>());
        Assert.Equal(10, figures["growth-50-changed"]);
        Assert.Equal(600, figures["growth-3000-changed"]);
        Assert.Equal(600, figures["growth-3000-commits"]);
        Assert.Equal(0, figures["growth-3000-idle-commits"]);
        Assert.Contains("growth-per-unchanged-account", figures.Keys);
    }

    [Theory]
    [InlineData("bench", "growth", "--accounts", "20000,none")]
    [InlineData("bench", "growth", "--accounts", "0")]
    [InlineData("bench", "commands", "--accounts", "10,20")]
    public async Task Sizes_that_mean_nothing_are_a_wrong_call(params string[] arguments)
    {
        var (exit, output, error) = await Cli.RunAsync(arguments);

        Assert.Equal((2, string.Empty), (exit, output));
        Assert.Contains("--accounts", error, StringComparison.Ordinal);
    }
}
