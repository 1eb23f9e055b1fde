using System.Net;
using System.Text;
using Collections.Server.Commands;
using Collections.Server.Hosting;
using Collections.Server.Tests.Commands;

namespace Collections.Server.Tests.Hosting;

public sealed class ServeTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_server_serves_says_how_it_is_and_leaves_a_signed_log()
    {
        await using (var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data)))
        {
            await served.PutAccountAsync("a1", new { customerId = "c1", currency = "EUR" });
            Assert.Equal("""{"status":"ok"}""", await served.GetAsync("/health/live"));
            Assert.Equal("""{"status":"ok"}""", await served.GetAsync("/health/ready"));
            var metrics = await served.GetAsync("/metrics");
            Assert.Contains("# TYPE collections_commands_total counter", metrics, StringComparison.Ordinal);
            Assert.Contains("cause=\"command\",kind=\"account\",outcome=\"accepted\"", metrics, StringComparison.Ordinal);
            Assert.Contains("collections_commit_batch_bucket{le=\"+Inf\"}", metrics, StringComparison.Ordinal);
            Assert.Contains("collections_wakeup_oldest_due_seconds", metrics, StringComparison.Ordinal);
            Assert.Equal(0, await served.Server.StopAsync());
        }

        var (exit, output, _) = await Cli.RunAsync("audit", "verify", "--data", _cli.Data);
        Assert.Equal(0, exit);
        Assert.DoesNotContain(" 0 checkpoints", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_key_is_made_once()
    {
        var settings = ServedFolder.Settings(_cli.Data) with { AdminKey = null };
        await using (var first = await ServedFolder.StartAsync(settings))
        {
            Assert.NotNull(first.Server.MadeKey);
            await first.PutAccountAsync("a1", new { currency = "EUR" });
            await first.Server.StopAsync();
        }

        await using var second = await ServedFolder.StartAsync(settings);
        Assert.Null(second.Server.MadeKey);
    }

    [Fact]
    public async Task One_process_works_on_a_folder()
    {
        await using var first = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data));
        var refused = await Assert.ThrowsAsync<WrongCallException>(
            () => ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data)));
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/campaigns", 64 * 1024 * 1024, HttpStatusCode.Created)]
    [InlineData("/v1/campaigns", (64 * 1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/v1/tasks", (1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_campaign_may_be_as_large_as_sixty_four_mebibytes(string path, int bytes, HttpStatusCode status)
    {
        await using var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data));
        const string campaign = """{"name":"big","strategy":{},"list":[{"accountId":"a1"}]}""";
        using var content = new StringContent(campaign.PadRight(bytes), Encoding.UTF8, "application/json");

        // Who sends that much asks first, and need not send what will be refused.
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.ExpectContinue = true;
        var answer = await served.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("""{"status":"ok"}""", await served.GetAsync("/health/live"));
    }

    [Fact]
    public async Task A_head_that_is_too_long_is_refused()
    {
        await using var served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Long", new string('x', 40_000));
        var answer = await served.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_clock_that_lies_ahead_stands_still_unless_it_is_let_run_on()
    {
        await Cli.RunAsync("import", "--data", _cli.Data, "--accounts", _cli.Write(
            "accounts.csv", "account_id,customer_id,currency\na1,c1,EUR\n"));
        Assert.Equal(0, (await Cli.RunAsync("review", "--as-of", "2150-01-01", "--data", _cli.Data)).Exit);
        await using (var still = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data)))
        {
            Assert.True(still.Server.Folder.StandsStillFor.TotalDays > 10_000);
            using var output = new StringWriter();
            await FirstOutput.WriteAsync(
                still.Server, ServedFolder.Settings(_cli.Data), new Terminal(output, TextWriter.Null));
            Assert.Contains("it stands still until then", output.ToString(), StringComparison.Ordinal);
            await still.Server.StopAsync();
        }

        await using var running = await ServedFolder.StartAsync(
            ServedFolder.Settings(_cli.Data) with { RunsOn = true });
        Assert.True(running.Server.Folder.StandsStillFor.TotalSeconds < 1);
        Assert.Equal(2150, running.Server.Folder.Clock.Now.InUtc().Year);
    }

    [Theory]
    [InlineData("serve", "--urls", "ftp://x")]
    [InlineData("serve", "--urls", "https://127.0.0.1:0")]
    [InlineData("serve", "--clock", "later")]
    public async Task A_wrong_call_ends_with_two(params string[] arguments) =>
        Assert.Equal(2, (await Cli.RunAsync([.. arguments, "--data", _cli.Data])).Exit);
}
