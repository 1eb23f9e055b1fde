using Collections.Domain.Access;
using NodaTime;

namespace Collections.Server.Tests.Api;

/// <summary>Tasks are found by everything that they are shown with.</summary>
public sealed class TaskSearchTests
{
    [Theory]
    [InlineData("customerId=c1", "t1 t2 t3")]
    [InlineData("customerId=c2", "t4")]
    [InlineData("customerId=nobody", "")]
    [InlineData("customerId=c1&accountId=a2", "t3")]
    [InlineData("customerId=c2&accountId=a2", "")]
    [InlineData("agingBucket=D1-D30", "t1 t4")]
    [InlineData("agingBucket=D31-D60", "t2")]
    [InlineData("agingBucket=CURRENT", "t3")]
    [InlineData("minAmount=50", "t2 t4")]
    [InlineData("minAmount=50.01", "t4")]
    [InlineData("maxAmount=10", "t1 t3")]
    [InlineData("minAmount=10&maxAmount=50", "t1 t2")]
    [InlineData("currency=JPY", "t4")]
    [InlineData("currency=USD&agingBucket=D1-D30", "t1")]
    [InlineData("billId=b1", "t1")]
    [InlineData("customerId=c1&kind=review", "t3")]
    [InlineData("customerId=c1&minAmount=1&queue=early", "t2")]
    public async Task Every_filter_narrows_the_list(string query, string found)
    {
        await using var world = await OpenAsync();

        var listed = await world.SendAsync("GET", $"/v1/tasks?{query}");

        Assert.Equal(200, listed.Status);
        Assert.Equal(found, string.Join(' ', listed.Json["data"]!.AsArray().Select(task => (string?)task!["taskId"])));
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended()
    {
        await using var world = await OpenAsync();
        var found = new List<string?>();
        string? cursor = null;
        do
        {
            var page = (await world.SendAsync("GET", $"/v1/tasks?customerId=c1&limit=1{(cursor is null ? string.Empty : $"&cursor={cursor}")}")).Json;
            found.AddRange(page["data"]!.AsArray().Select(task => (string?)task!["taskId"]));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        Assert.Equal(["t1", "t2", "t3"], found);
    }

    [Fact]
    public async Task An_account_that_moved_takes_its_tasks_along()
    {
        await using var world = await OpenAsync();

        await world.SendAsync("PUT", "/v1/accounts/a2", """{"customerId":"c2","currency":"USD"}""");
        await world.Engine.SettleAsync();

        Assert.Equal(("t1 t2", "t3 t4"), (await FindAsync(world, "c1"), await FindAsync(world, "c2")));
    }

    [Theory]
    [InlineData("agingBucket=D1-D30")]
    [InlineData("minAmount=1")]
    [InlineData("maxAmount=1")]
    [InlineData("currency=USD")]
    public async Task Agents_do_not_find_by_what_they_may_not_see(string query)
    {
        await using var world = await OpenAsync();

        var probing = await world.SendAsync("GET", $"/v1/tasks?{query}", null, await world.KeyAsync(Roles.Agent));

        Assert.Equal((422, "identity_unverified"), (probing.Status, probing.Code));
    }

    [Theory]
    [InlineData("agingBucket=OLD", "?agingBucket")]
    [InlineData("minAmount=much", "?minAmount")]
    [InlineData("currency=EURO", "?currency")]
    [InlineData("customerId=two words", "?customerId")]
    public async Task A_filter_at_fault_is_named(string query, string pointer)
    {
        await using var world = await OpenAsync();

        var result = await world.SendAsync("GET", $"/v1/tasks?{query}");

        Assert.Equal((400, pointer), (result.Status, (string?)result.Json["errors"]![0]!["pointer"]));
    }

    private static async Task<string> FindAsync(ApiWorld world, string customer) => string.Join(
        ' ',
        (await world.SendAsync("GET", $"/v1/tasks?customerId={customer}")).Json["data"]!.AsArray()
            .Select(task => (string?)task!["taskId"]));

    /// <summary>
    /// c1 has a1 (10 due for 9 days, 50 due for 40) and a2 (nothing due yet), c2 has a3 (500 yen).
    /// </summary>
    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 10, 0));
        await world.SendAsync("PUT", "/v1/accounts/a1", """{"customerId":"c1","currency":"USD"}""");
        await world.SendAsync("PUT", "/v1/accounts/a2", """{"customerId":"c1","currency":"USD"}""");
        await world.SendAsync("PUT", "/v1/accounts/a3", """{"customerId":"c2","currency":"JPY"}""");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":10,"dueDate":"2026-02-01"}""");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b2","amountDue":50,"dueDate":"2026-01-01"}""");
        await world.SendAsync("POST", "/v1/accounts/a2/bills", """{"billId":"b3","amountDue":5,"dueDate":"2026-03-01"}""");
        await world.SendAsync("POST", "/v1/accounts/a3/bills", """{"billId":"b4","amountDue":500,"dueDate":"2026-02-01"}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","billId":"b1","kind":"call"}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t2","accountId":"a1","billId":"b2","kind":"call","queue":"early"}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t3","accountId":"a2","billId":"b3","kind":"review"}""");
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t4","accountId":"a3","billId":"b4","kind":"call"}""");
        await world.Engine.SettleAsync();
        return world;
    }
}
