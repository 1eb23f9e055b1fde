using System.Diagnostics;
using Collections.Server.Commands;
using Collections.Server.Tests.Commands;

namespace Collections.Server.Tests.Demo;

public sealed class DemoCommandTests
{
    private static readonly string[] Small = ["demo", "--accounts", "40", "--days", "35", "--seed", "3"];

    [Fact]
    public async Task The_page_is_the_same_on_one_core_and_on_two()
    {
        using var cli = new Cli();

        var one = await ProgramAsync("1", [.. Small, "--data", Path.Combine(cli.Folder, "one")]);
        var two = await ProgramAsync("2", [.. Small, "--data", Path.Combine(cli.Folder, "two")]);

        Assert.NotEmpty(one);
        Assert.Equal(one, two);
    }

    [Fact]
    public async Task The_folder_it_leaves_opens_and_holds()
    {
        using var cli = new Cli();
        var (exit, page, error) = await Cli.RunAsync([.. Small, "--data", cli.Data]);

        Assert.Equal(0, exit);
        Assert.Contains("40 accounts", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Refused", error, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync("audit", "verify", "--data", cli.Data)).Exit);
        Assert.Equal(0, (await Cli.RunAsync("explain", "a-000001", "--data", cli.Data)).Exit);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(cli.Data, "outbox"), "*.eml"));

        // The clock stands at the end of its last day, 2026-02-04.
        Assert.Equal(2, (await Cli.RunAsync("review", "--as-of", "2026-02-02", "--data", cli.Data)).Exit);
        Assert.Equal(0, (await Cli.RunAsync("review", "--as-of", "2026-02-05", "--data", cli.Data)).Exit);
    }

    [Fact]
    public async Task An_earlier_demo_is_replaced_and_other_data_is_not()
    {
        using var cli = new Cli();
        var (_, first, _) = await Cli.RunAsync([.. Small, "--data", cli.Data]);
        var (again, second, _) = await Cli.RunAsync([.. Small, "--data", cli.Data]);
        var other = Path.Combine(cli.Folder, "other");
        Directory.CreateDirectory(other);
        await File.WriteAllTextAsync(
            Path.Combine(other, "mine.txt"), "mine", TestContext.Current.CancellationToken);
        var (refused, page, error) = await Cli.RunAsync([.. Small, "--data", other]);

        Assert.Equal(0, again);
        Assert.Equal(first, second);
        Assert.Equal(2, refused);
        Assert.Empty(page);
        Assert.Contains("other data", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(other, "mine.txt")));
    }

    [Theory]
    [InlineData("--accounts", "0")]
    [InlineData("--accounts", "many")]
    [InlineData("--days", "-1")]
    [InlineData("--days", "100000")]
    [InlineData("--seed", "x")]
    [InlineData("--sed", "1")]
    public async Task An_impossible_argument_is_a_wrong_call(string option, string value)
    {
        using var cli = new Cli();
        var (exit, page, error) = await Cli.RunAsync("demo", option, value, "--data", cli.Data);

        Assert.Equal(2, exit);
        Assert.Empty(page);
        Assert.NotEmpty(error);
        Assert.False(Directory.Exists(cli.Data));
    }

    private static async Task<string> ProgramAsync(string processors, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandTree).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_PROCESSOR_COUNT"] = processors;
        using var program = Process.Start(start)!;
        var complaints = program.StandardError.ReadToEndAsync();
        var page = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.True(program.ExitCode == 0, await complaints);
        return page;
    }
}
