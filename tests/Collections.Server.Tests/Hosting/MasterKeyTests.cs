using Collections.Server.Tests.Commands;

namespace Collections.Server.Tests.Hosting;

public sealed class MasterKeyTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    private string KeyFile => Path.Combine(_cli.Data, "master.key");

    [Fact]
    public async Task The_key_file_belongs_to_its_owner_alone()
    {
        await ImportAsync();
        Assert.True(HasMode(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var (exit, error) = await ReviewAsync();
        Assert.Equal(2, exit);
        Assert.Contains("chmod 600", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_is_refused_and_changes_nothing()
    {
        await ImportAsync();
        var right = await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(KeyFile, new string('0', 64), TestContext.Current.CancellationToken);
        var (exit, error) = await ReviewAsync();
        Assert.Equal(2, exit);
        Assert.Contains("is not the one", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(KeyFile, right, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ReviewAsync()).Exit);
    }

    [Fact]
    public async Task An_exchanged_key_opens_everything_and_the_old_one_nothing()
    {
        await ImportAsync();
        var old = await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Cli.RunAsync("key", "rotate", "--data", _cli.Data)).Exit);
        var fresh = await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken);
        Assert.NotEqual(old, fresh);
        Assert.Equal(0, (await Cli.RunAsync("audit", "verify", "--data", _cli.Data)).Exit);
        await using (var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data)))
        {
            Assert.Contains("Ann", await served.GetAsync("/v1/accounts/a1"), StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(KeyFile, old, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await ReviewAsync()).Exit);

        // A crash between the store and the file leaves the next key beside the old one.
        await File.WriteAllTextAsync(KeyFile + ".next", fresh, TestContext.Current.CancellationToken);
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite, ".next");
        Assert.Equal(0, (await ReviewAsync()).Exit);
        Assert.Equal(fresh, await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken));
    }

    private async Task ImportAsync()
    {
        var accounts = _cli.Write("accounts.csv", "account_id,customer_id,name,currency\na1,c1,Ann,EUR\n");
        Assert.Equal(0, (await Cli.RunAsync("import", "--data", _cli.Data, "--accounts", accounts)).Exit);
    }

    private async Task<(int Exit, string Error)> ReviewAsync()
    {
        var (exit, _, error) = await Cli.RunAsync("review", "--as-of", "2026-01-01", "--data", _cli.Data);
        return (exit, error);
    }

    private bool HasMode(UnixFileMode mode) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(KeyFile) == mode;

    private void SetMode(UnixFileMode mode, string suffix = "")
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile + suffix, mode);
        }
    }
}
