using System.Text.Json.Nodes;
using NodaTime;

namespace Collections.Server.Tests.Api;

/// <summary>What a task says of the money it is about.</summary>
public sealed class TaskDebtTests
{
    [Fact]
    public async Task A_task_tells_whom_and_how_much_it_is_about()
    {
        await using var world = await OpenAsync();

        var made = await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","billId":"b1","kind":"call"}""");
        var read = await TaskAsync(world, "t1");
        var listed = (await world.SendAsync("GET", "/v1/tasks?accountId=a1")).Json["data"]![0]!;

        Assert.Equal(201, made.Status);
        foreach (var task in new[] { made.Json, read, listed })
        {
            Assert.Equal(
                ("t1", "c1", "a1", "b1", "D1-D30", 100.25m, "USD"),
                ((string?)task["taskId"], (string?)task["customerId"], (string?)task["accountId"], (string?)task["billId"],
                    (string?)task["agingBucket"], (decimal)task["amountDue"]!, (string?)task["currency"]));
        }
    }

    [Fact]
    public async Task A_payment_and_a_day_change_it_and_a_new_customer_shows()
    {
        await using var world = await OpenAsync();
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","billId":"b1","kind":"call"}""");

        await world.SendAsync("POST", "/v1/accounts/a1/payments", """{"paymentId":"p1","amount":40.05,"billId":"b1"}""");
        await world.SendAsync("PUT", "/v1/accounts/a1", """{"customerId":"c2","currency":"USD","timezone":"Asia/Tokyo"}""");
        await world.Engine.SettleAsync();

        // Due on 1 February: in Tokyo day 30 past due lasts until 15:00 UTC of 3 March.
        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 3, 3, 14, 59), world.Clock.AdvanceTo);
        Assert.Equal(("c2", "D1-D30", 60.20m), Debt(await TaskAsync(world, "t1")));
        await world.Engine.RunDueAsync(Instant.FromUtc(2026, 3, 3, 15, 0), world.Clock.AdvanceTo);
        Assert.Equal(("c2", "D31-D60", 60.20m), Debt(await TaskAsync(world, "t1")));
    }

    [Fact]
    public async Task Without_a_bill_it_is_what_the_account_is_past_due_with()
    {
        await using var world = await OpenAsync();
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b2","amountDue":7,"dueDate":"2026-02-09"}""");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b3","amountDue":50,"dueDate":"2026-02-10"}""");

        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","kind":"review"}""");

        // The bill that is due today is not past due.
        Assert.Equal(("c1", "D1-D30", 107.25m), Debt(await TaskAsync(world, "t1")));
    }

    [Fact]
    public async Task A_bill_that_is_paid_owes_nothing_and_stands_in_no_bucket()
    {
        await using var world = await OpenAsync();
        await world.SendAsync("POST", "/v1/tasks", """{"taskId":"t1","accountId":"a1","billId":"b1","kind":"review"}""");

        await world.SendAsync("POST", "/v1/accounts/a1/payments", """{"paymentId":"p1","amount":100.25}""");

        Assert.Equal(("c1", null, 0m), Debt(await TaskAsync(world, "t1")));
    }

    private static (string?, string?, decimal) Debt(JsonNode task) =>
        ((string?)task["customerId"], (string?)task["agingBucket"], (decimal)task["amountDue"]!);

    private static async Task<JsonNode> TaskAsync(ApiWorld world, string id) =>
        (await world.SendAsync("GET", $"/v1/tasks/{id}")).Json;

    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 10, 0));
        await world.SendAsync("PUT", "/v1/accounts/a1", """{"customerId":"c1","currency":"USD","timezone":"UTC"}""");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":100.25,"dueDate":"2026-02-01"}""");
        return world;
    }
}
