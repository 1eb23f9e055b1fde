using NodaTime;

namespace Collections.Server.Tests.Api;

/// <summary>A machine that does not understand a customer hands him over to a person.</summary>
public sealed class HearingTests
{
    [Theory]
    [InlineData("""[{"slot":"date","confidence":0.91}]""", "go_on", "open")]
    [InlineData("""[{"slot":"date","confidence":0.8499999}]""", "repeat", "open")]
    [InlineData("""[{"slot":"date","confidence":0.5},{"slot":"amount","confidence":0.6}]""", "transfer", "paused")]
    [InlineData("""[{"slot":"date","confidence":0.5},{"slot":"amount","confidence":0.6},{"slot":"amount","confidence":1}]""", "go_on", "open")]
    public async Task What_was_heard_last_decides_who_speaks_to_him_next(string heard, string step, string status)
    {
        await using var world = await OpenAsync();

        var attempt = await AttemptAsync(world, heard);

        Assert.Equal(200, attempt.Status);
        Assert.Equal((step, status), ((string?)attempt.Json["attempts"]![0]!["hearing"], (string?)attempt.Json["status"]));
        Assert.Equal(
            status == "paused" ? ["not_understood"] : [],
            attempt.Json["pausedFor"]!.AsArray().Select(reason => (string?)reason));
    }

    [Fact]
    public async Task Whoever_takes_over_lets_the_task_go_on()
    {
        await using var world = await OpenAsync();
        await AttemptAsync(world, """[{"slot":"date","confidence":0},{"slot":"date","confidence":0}]""");

        var resumed = await world.SendAsync("POST", "/v1/tasks/t1/resume", null);

        Assert.Equal("open", (string?)resumed.Json["status"]);
    }

    [Theory]
    [InlineData("""[{"slot":"date","confidence":1.01}]""", "/heard/0/confidence")]
    [InlineData("""[{"slot":"date","confidence":"sure"}]""", "/heard/0/confidence")]
    [InlineData("""[{"slot":"date"}]""", "/heard/0/confidence")]
    [InlineData("""[{"confidence":1}]""", "/heard/0/slot")]
    [InlineData("""[]""", "/heard")]
    public async Task What_is_no_confidence_is_named(string heard, string pointer)
    {
        await using var world = await OpenAsync();

        var attempt = await AttemptAsync(world, heard);

        Assert.Equal(400, attempt.Status);
        Assert.Contains(pointer, attempt.Json["errors"]!.AsArray().Select(each => (string?)each!["pointer"]));
    }

    private static Task<ApiResult> AttemptAsync(ApiWorld world, string heard) => world.SendAsync(
        "POST", "/v1/tasks/t1/attempts", $$"""{"attemptId":"x1","outcome":"ANSWERED_HUMAN","heard":{{heard}}}""");

    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 10, 0));
        await world.SendAsync("PUT", "/v1/accounts/a1", """{"customerId":"c1","currency":"USD","timezone":"UTC","contacts":[{"kind":"phone","value":"+44 20 7946 0958"}]}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","kind":"call"}""");
        await world.Engine.SettleAsync();
        return world;
    }
}
