namespace Collections.Server.Tests.Commands;

public sealed class CallerCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Numbers_are_verified_listed_and_withdrawn()
    {
        var verified = await RunAsync("verify", "+86 10 6234 5678", "--source", "carrier_letter", "--until", "2030-01-01");
        var again = await RunAsync("verify", "+861062345678", "--source", "carrier_letter", "--until", "2030-01-01");
        var listed = await RunAsync("list");
        var withdrawn = await RunAsync("withdraw", "+861062345678");
        var unknown = await RunAsync("withdraw", "+861062345678");

        Assert.Equal((0, "+861062345678 may be shown."), (verified.Exit, verified.Out.Trim()));
        Assert.Equal((0, "+861062345678 may be shown, as before."), (again.Exit, again.Out.Trim()));
        Assert.StartsWith("+861062345678", listed.Out, StringComparison.Ordinal);
        Assert.Contains("carrier_letter", listed.Out, StringComparison.Ordinal);
        Assert.Contains("until 2030-01-01T00:00:00Z", listed.Out, StringComparison.Ordinal);
        Assert.Equal((0, 1), (withdrawn.Exit, unknown.Exit));
        Assert.Equal(string.Empty, (await RunAsync("list")).Out);
    }

    [Theory]
    [InlineData("verify", "hello", "--source", "contract")]
    [InlineData("verify", "1062345678", "--source", "contract")] // of which country?
    [InlineData("verify", "+861062345678", "--source", "a letter")]
    [InlineData("verify", "+861062345678", "--source", "contract", "--until", "soon")]
    [InlineData("verify", "+861062345678")]
    public async Task A_wrong_call_ends_with_two(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(2, run.Exit);
        Assert.NotEqual(string.Empty, run.Error);
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) =>
        Cli.RunAsync(["caller", .. arguments, "--data", _cli.Data]);
}
