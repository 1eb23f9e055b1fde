using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Collections.Server.Api;
using Collections.Server.Hosting;
using Collections.Server.Tests.Commands;
using Collections.Server.Tests.Hosting;
using Collections.Storage.Tests.Postgres;

namespace Collections.Server.Tests.Postgres;

/// <summary>Servers that share a database, and a database that goes away under them.</summary>
public sealed class ManyServersTests(ManyServersTests.Database run) : IClassFixture<ManyServersTests.Database>, IDisposable
{
    private readonly Cli _cli = new();
    private readonly string _schema = run.NextSchema();

    private PostgresServer Shared => run.Server;

    private ServeSettings Settings => ServedFolder.Settings(_cli.Data) with
    {
        Postgres = $"{Shared.Connection};Timeout=5;Search Path={_schema}",
        Patience = TimeSpan.FromSeconds(2),
    };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_request_is_done_once_whichever_server_it_is_repeated_at()
    {
        await using var one = await ServedFolder.StartAsync(Settings);
        await using var two = await ServedFolder.StartAsync(Settings);
        await one.PutAccountAsync("a1", new { customerId = "c1", currency = "EUR" });
        var credit = new { creditId = "x1", amount = 5m };

        var first = await PostAsync(one, "credits", credit, "once");
        var again = await PostAsync(two, "credits", credit, "once");
        var other = await PostAsync(two, "credits", new { creditId = "x2", amount = 6m }, "once");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(await BodyAsync(first), await BodyAsync(again));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.Contains("idempotency_key_reused", await BodyAsync(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_server_publishes_the_others_see_within_five_seconds()
    {
        await using var one = await ServedFolder.StartAsync(Settings);
        await using var two = await ServedFolder.StartAsync(Settings);
        await two.PutAccountAsync("a1", new { customerId = "c1", currency = "EUR" });

        var policy = new { policy = "default", age = new { from = "dueDate" }, states = Array.Empty<object>() };
        var put = await one.Http.PutAsJsonAsync(new Uri("/v1/policies/default", UriKind.Relative), policy);
        Assert.True(put.IsSuccessStatusCode, await BodyAsync(put));

        var published = Stopwatch.GetTimestamp();
        var known = two.Server.Folder.Engine.Configurations;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await known.OfAsync("default")).LastNumber == 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(published).TotalSeconds < 5, "It was not seen.");
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task No_two_agents_get_the_same_task_whichever_server_they_ask()
    {
        const int tasks = 60;
        var patient = Settings with { Api = new ApiLimits { CommandWaitMax = NodaTime.Duration.FromMinutes(1) } };
        await using var one = await ServedFolder.StartAsync(patient);
        await using var two = await ServedFolder.StartAsync(patient);
        await one.PutAccountAsync("a1", new { customerId = "c1", currency = "EUR" });
        await Task.WhenAll(Enumerable.Range(0, tasks).Select(async i =>
        {
            var task = new { taskId = $"t{i}", accountId = "a1", kind = "review", queue = "desk" };
            Assert.Equal(HttpStatusCode.Created, (await SendAsync(one, "/v1/tasks", task)).StatusCode);
        }));

        // Both servers have something to give before they race; who wins more of the rest is nobody's business.
        var first = new[] { await ClaimAsync(one, "agent0"), await ClaimAsync(two, "agent1") };
        var raced = await Task.WhenAll(Enumerable.Range(0, 16).Select(async agent =>
        {
            var mine = new List<string?>();
            while (await ClaimAsync(agent % 2 == 0 ? one : two, $"agent{agent}") is { } task)
            {
                mine.Add(task);
            }

            return mine;
        }));

        var all = first.Concat(raced.SelectMany(mine => mine)).ToList();
        Assert.DoesNotContain(null, all);
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(tasks, all.Count);
    }

    /// <summary>The task that an agent gets; null for none.</summary>
    private static async Task<string?> ClaimAsync(ServedFolder server, string agentId)
    {
        var answer = await SendAsync(server, "/v1/tasks/claim-next", new { queue = "desk", agentId });
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return null;
        }

        Assert.True(answer.StatusCode == HttpStatusCode.OK, await BodyAsync(answer));
        using var task = System.Text.Json.JsonDocument.Parse(await BodyAsync(answer));
        Assert.Equal(agentId, task.RootElement.GetProperty("claimedBy").GetString());
        return task.RootElement.GetProperty("taskId").GetString();
    }

    [Fact]
    public async Task A_server_waits_for_a_database_that_is_not_there_yet()
    {
        await Shared.DownAsync();
        using var log = new FirstLine();
        var starting = ServedFolder.StartAsync(Settings with { LogTo = log });
        Assert.Contains("waits for its database", await log.Written, StringComparison.Ordinal);

        await Shared.UpAsync();

        await using var served = await starting;
        Assert.Equal("""{"status":"ok"}""", await served.GetAsync("/health/ready"));
    }

    [Fact]
    public async Task A_start_does_not_wait_for_ever()
    {
        await Shared.DownAsync();
        var refused = await Assert.ThrowsAsync<Collections.Server.Commands.WrongCallException>(
            () => ServedFolder.StartAsync(Settings with { DatabasePatience = TimeSpan.Zero }));
        await Shared.UpAsync();

        Assert.Contains("does not answer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_database_was_away_goes_on_as_if_nothing_had_been()
    {
        await using var served = await ServedFolder.StartAsync(Settings);
        await served.PutAccountAsync("a1", new { customerId = "c1", currency = "EUR" });
        var credit = new { creditId = "x1", amount = 5m };

        await Shared.DownAsync();
        var away = await PostAsync(served, "credits", credit, "k1");
        var list = await served.Http.GetAsync(
            new Uri("/v1/accounts", UriKind.Relative), TestContext.Current.CancellationToken);
        await Shared.UpAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.NotNull(away.Headers.RetryAfter);
        Assert.Contains("store_unavailable", await BodyAsync(away), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(served, "credits", credit, "k1")).StatusCode);
    }

    [Fact]
    public async Task A_server_ends_in_bounded_time_although_its_database_is_away()
    {
        await using var served = await ServedFolder.StartAsync(Settings);
        await served.PutAccountAsync("a1", new { customerId = "c1", currency = "EUR" });
        await Shared.DownAsync();

        var stopping = Stopwatch.GetTimestamp();
        await served.Server.StopAsync();
        var took = Stopwatch.GetElapsedTime(stopping);
        await Shared.UpAsync();

        Assert.True(took < Settings.Patience * 7, $"It took {took}.");
    }

    private static async Task<HttpResponseMessage> PostAsync(ServedFolder served, string path, object body, string key)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/v1/accounts/a1/{path}", UriKind.Relative));
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(body);
        return await served.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> SendAsync(ServedFolder served, string path, object body) =>
        served.Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);

    private static Task<string> BodyAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>A database server that every test leaves running.</summary>
    public sealed class Database : IAsyncLifetime
    {
        private int _schemas;

        public PostgresServer Server { get; private set; } = null!;

        public string NextSchema() => $"servers{Interlocked.Increment(ref _schemas)}";

        public async ValueTask InitializeAsync() =>
            Server = await PostgresServer.StartAsync("fsync = off", "autovacuum = off");

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    /// <summary>A log that tells of its first line.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Written => _written.Task;

        public override void WriteLine(string? value) => _written.TrySetResult(value ?? string.Empty);
    }
}
