namespace Collections.Server.Tests.Api;

public sealed class EventTests
{
    [Fact]
    public async Task A_follower_sees_every_event_once_in_order()
    {
        await using var world = await ApiWorld.OpenAsync();
        await Story.TellAsync(world);
        var all = (await world.SendAsync("GET", "/v1/events?limit=500")).Json["data"]!.AsArray();

        var seen = new List<string>();
        for (var cursor = string.Empty; ;)
        {
            var page = (await world.SendAsync("GET", $"/v1/events?limit=3{cursor}")).Json;
            var items = page["data"]!.AsArray();
            seen.AddRange(items.Select(item => item!["id"]!.GetValue<string>()));
            cursor = $"&after={page["nextCursor"]}";
            if (items.Count == 0)
            {
                break;
            }
        }

        Assert.True(seen.Count > 50, "The story is long.");
        Assert.Equal(all.Select(item => item!["id"]!.GetValue<string>()), seen);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.All(all, item => Assert.DoesNotContain("message.", (string?)item!["type"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_page_keeps_its_cursor()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");
        var first = (await world.SendAsync("GET", "/v1/events")).Json["nextCursor"]!.GetValue<string>();

        var empty = await world.SendAsync("GET", $"/v1/events?after={first}");
        await world.SendAsync("POST", "/v1/accounts/a1/tags", """{"tag":"VIP"}""");
        var more = await world.SendAsync("GET", $"/v1/events?after={empty.Json["nextCursor"]}");

        Assert.Empty(empty.Json["data"]!.AsArray());
        Assert.Equal("tag.added", (string?)more.Json["data"]!.AsArray().Single()!["type"]);
    }

    [Fact]
    public async Task A_timeline_is_the_accounts_own_and_pages()
    {
        await using var world = await ApiWorld.OpenAsync();
        await Story.TellAsync(world);
        var whole = (await world.SendAsync("GET", "/v1/accounts/a1/timeline?limit=500")).Json["data"]!.AsArray();

        var seen = new List<string>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = (await world.SendAsync("GET", $"/v1/accounts/a1/timeline?limit=4{cursor}")).Json;
            seen.AddRange(page["data"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(whole.Select(item => item!["id"]!.GetValue<string>()), seen);
        Assert.All(whole, item => Assert.Equal("a1", (string?)item!["accountId"]));
    }

    [Fact]
    public async Task A_stream_goes_on_after_the_last_event_it_gave()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");
        var first = await ReadAsync(world, null, "account.created");
        await world.SendAsync("POST", "/v1/accounts/a1/tags", """{"tag":"VIP"}""");

        var next = await ReadAsync(world, first, "tag.added");

        Assert.NotEqual(first, next);
    }

    /// <summary>Reads one event of a stream, which must be of a type, and gives its id.</summary>
    private static async Task<string> ReadAsync(ApiWorld world, string? lastId, string type)
    {
        using var request = world.Request("GET", "/v1/events/stream");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        using var response = await world.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var id = string.Empty;
        while (await reader.ReadLineAsync() is { } line)
        {
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                Assert.Equal($"event: {type}", line);
                return id;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
