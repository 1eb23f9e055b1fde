using Collections.Domain.Access;
using NodaTime;

namespace Collections.Server.Tests.Api;

public sealed class ListTests
{
    [Fact]
    public async Task Pages_follow_each_other_and_end()
    {
        await using var world = await ApiWorld.OpenAsync();
        foreach (var id in new[] { "a1", "a2", "a3", "a4", "a5" })
        {
            await world.SendAsync("PUT", $"/v1/accounts/{id}", "{}");
        }

        var seen = new List<string>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = (await world.SendAsync("GET", $"/v1/accounts?limit=2{cursor}")).Json;
            seen.AddRange(page["data"]!.AsArray().Select(row => row!["accountId"]!.GetValue<string>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(["a1", "a2", "a3", "a4", "a5"], seen);
    }

    [Theory]
    [InlineData("overdueState=REMINDER", "late")]
    [InlineData("overdueState=CLEAR", "fresh other")]
    [InlineData("agingBucket=D1-D30", "late")]
    [InlineData("agingBucket=CURRENT", "fresh other")]
    [InlineData("agingBucket=D90%2B", "")]
    [InlineData("minBalance=50", "late other")]
    [InlineData("minBalance=100.01", "")]
    [InlineData("minBalance=-1", "fresh late other")]
    [InlineData("tier=gold", "late")]
    [InlineData("tag=VIP", "fresh")]
    [InlineData("customerId=c9", "late")]
    [InlineData("q=late", "late")]
    [InlineData("q=c9", "late")]
    [InlineData("q=VIP", "fresh")]
    [InlineData("q=%2B4915112345678", "late")]
    [InlineData("q=Maria", "late")]
    [InlineData("q=ma", "late")]
    [InlineData("q=mar+schm", "late")]
    [InlineData("q=Schmidt", "late")]
    [InlineData("q=Marx", "")]
    [InlineData("q=m", "")]
    [InlineData("q=%E5%BC%A0", "other")]
    [InlineData("q=nobody", "")]
    public async Task A_filter_shows_what_it_says(string query, string expected)
    {
        await using var world = await FilledAsync();

        var rows = (await world.SendAsync("GET", $"/v1/accounts?{query}")).Json["data"]!.AsArray();

        Assert.Equal(expected, string.Join(' ', rows.Select(row => row!["accountId"])));
    }

    [Fact]
    public async Task A_bucket_is_computed_when_the_list_is_asked_for_in_each_accounts_own_zone()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/west", """{"timezone":"America/Los_Angeles"}""");
        await world.SendAsync("PUT", "/v1/accounts/east", """{"timezone":"Asia/Tokyo"}""");
        foreach (var id in new[] { "west", "east" })
        {
            await world.SendAsync("POST", $"/v1/accounts/{id}/bills", """{"billId":"b","amountDue":1,"issuedOn":"2026-01-01","dueDate":"2026-01-15"}""");
        }

        world.Clock.AdvanceTo(Instant.FromUtc(2026, 1, 15, 16, 0));

        var late = (await world.SendAsync("GET", "/v1/accounts?agingBucket=D1-D30")).Json["data"]!.AsArray();
        Assert.Equal("east", string.Join(' ', late.Select(row => row!["accountId"])));
        Assert.Equal("D1-D30", (string?)(await world.SendAsync("GET", "/v1/accounts/east")).Json["aging"]!["bucket"]);
        Assert.Equal("REMINDER", (string?)(await world.SendAsync("GET", "/v1/accounts/east")).Json["overdue"]!["state"]);
    }

    [Fact]
    public async Task Who_judges_money_and_records_sees_people_masked()
    {
        await using var world = await FilledAsync();
        var keys = await world.KeysAsync();

        var agent = (await world.SendAsync("GET", "/v1/accounts/late", null, keys[Roles.Agent])).Json;
        var auditor = (await world.SendAsync("GET", "/v1/accounts/late", null, keys[Roles.Auditor])).Json;

        var lead = (await world.SendAsync("GET", "/v1/accounts/late", null, keys[Roles.Lead])).Json;

        Assert.Equal(("Maria Schmidt", "+4915112345678"), ((string?)lead["name"], (string?)lead["contacts"]![0]!["value"]));
        Assert.Equal(("Maria Schmidt", "+49****"), ((string?)agent["name"], (string?)agent["contacts"]![0]!["value"]));
        Assert.Equal(
            ("M*", "+49****5678", "m***@example.com"),
            ((string?)auditor["name"], (string?)auditor["contacts"]![0]!["value"], (string?)auditor["contacts"]![1]!["value"]));
    }

    private static async Task<ApiWorld> FilledAsync()
    {
        var world = await ApiWorld.OpenOnSqliteAsync();
        const string late = """
            {"customerId":"c9","name":"Maria Schmidt","tier":"gold",
             "contacts":[{"kind":"phone","value":"+4915112345678"},{"kind":"email","value":"maria@example.com"}]}
            """;
        await world.SendAsync("PUT", "/v1/accounts/late", late);
        await world.SendAsync("PUT", "/v1/accounts/fresh", """{"tags":["VIP"],"name":"Kim Sample"}""");
        await world.SendAsync("PUT", "/v1/accounts/other", """{"currency":"JPY","name":"张伟"}""");
        await world.SendAsync("POST", "/v1/accounts/late/bills", """{"billId":"b","amountDue":100,"issuedOn":"2026-01-01","dueDate":"2026-01-10"}""");
        await world.SendAsync("POST", "/v1/accounts/other/bills", """{"billId":"b","amountDue":60,"issuedOn":"2026-01-01","dueDate":"2026-02-10"}""");
        return world;
    }
}
