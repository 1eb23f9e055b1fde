using System.Net.Http.Headers;
using System.Text;

namespace Collections.Server.Tests.Api;

public sealed class PublishingTests
{
    private const string Yaml = """
        states:
          - { name: BLOCKED, when: { oldestUnpaid: { atLeast: 40 days } }, blocks: [ service ] }
          - { name: LATE, when: { oldestUnpaid: { atLeast: 1 day } } }
        """;

    private const string KillBill = """
        <overdueConfig><accountOverdueStates>
          <initialReevaluationInterval><unit>DAYS</unit><number>1</number></initialReevaluationInterval>
          <state name="OD1"><condition>
            <timeSinceEarliestUnpaidInvoiceEqualsOrExceeds><unit>DAYS</unit><number>30</number></timeSinceEarliestUnpaidInvoiceEqualsOrExceeds>
          </condition><externalMessage>Reached OD1</externalMessage><blockChanges>true</blockChanges>
          <disableEntitlementAndChangesBlocked>false</disableEntitlementAndChangesBlocked></state>
        </accountOverdueStates></overdueConfig>
        """;

    [Fact]
    public async Task A_version_names_what_it_changes_and_the_same_again_is_none()
    {
        await using var world = await ApiWorld.OpenAsync();

        var first = await PutAsync(world, "/v1/policies/strict", Yaml, "application/yaml");
        var same = await PutAsync(world, "/v1/policies/strict", Yaml, "application/yaml");
        var second = await PutAsync(world, "/v1/policies/strict", Yaml.Replace("40", "45", StringComparison.Ordinal), "application/yaml");

        Assert.Equal((201, "/v1/policies/strict"), (first.Status, first.Header("Location")));
        Assert.Equal((200, 1, 0), (same.Status, (int)same.Json["version"]!, same.Json["changes"]!.AsArray().Count));
        Assert.Equal((200, 2), (second.Status, (int)second.Json["version"]!));
        Assert.Contains("BLOCKED", second.Json["changes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_may_wait_for_its_day_and_any_version_can_be_read()
    {
        await using var world = await ApiWorld.OpenAsync();
        await PutAsync(world, "/v1/policies/strict", Yaml, "text/yaml");

        var later = await PutAsync(world, "/v1/policies/strict?effectiveFrom=2026-03-01", Yaml + "\nage: { graceDays: 2 }\n", "application/yaml");
        var past = await PutAsync(world, "/v1/policies/strict?effectiveFrom=2025-03-01", Yaml + "\nage: { graceDays: 3 }\n", "application/yaml");
        var inside = await PutAsync(world, "/v1/policies/strict", Yaml + "\nage: { graceDays: 4 }\neffectiveFrom: 2026-04-01\n", "application/yaml");

        Assert.Equal((200, "2026-03-01T00:00:00Z", false), (later.Status, (string?)later.Json["effectiveFrom"], (bool)later.Json["tookEffect"]!));
        Assert.Equal((422, "effective_from_in_past"), (past.Status, past.Code));
        Assert.Equal((200, "2026-04-01T00:00:00Z"), (inside.Status, (string?)inside.Json["effectiveFrom"]));
        var first = await world.SendAsync("GET", "/v1/policies/strict?version=1");
        Assert.Equal((1, "BLOCKED"), ((int)first.Json["version"]!, (string?)first.Json["document"]!["states"]![0]!["name"]));
        Assert.Equal(3, (await world.SendAsync("GET", "/v1/policies/strict/versions")).Json["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_kill_bill_file_is_a_policy()
    {
        await using var world = await ApiWorld.OpenAsync();

        var put = await PutAsync(world, "/v1/policies/default", KillBill, "application/xml");
        using var request = world.Request("GET", "/v1/policies/default");
        request.Headers.Accept.ParseAdd("application/yaml");
        var yaml = await world.SendAsync(request);

        Assert.Equal((201, "killbill"), (put.Status, (string?)put.Json["format"]));
        Assert.Equal("application/yaml", yaml.MediaType);
        Assert.Contains("name: OD1", yaml.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("states: [ { name: A } ]", "application/yaml", "/states/0")]
    [InlineData("states: [", "application/yaml", "")]
    [InlineData("<overdueConfig><nonsense/></overdueConfig>", "application/xml", "")]
    [InlineData("""{"states":[{"name":"A","when":{"oldest":{}}}]}""", "application/json", "/states/0/when")]
    public async Task A_faulty_policy_is_refused_with_every_fault(string text, string type, string pointer)
    {
        await using var world = await ApiWorld.OpenAsync();

        var result = await PutAsync(world, "/v1/policies/strict", text, type);

        Assert.Equal((400, "invalid_request"), (result.Status, result.Code));
        Assert.Contains(result.Json["errors"]!.AsArray(), fault => ((string?)fault!["pointer"])!.StartsWith(pointer, StringComparison.Ordinal));
        Assert.Equal(404, (await world.SendAsync("GET", "/v1/policies/strict")).Status);
    }

    [Fact]
    public async Task What_is_shipped_is_there_as_version_0()
    {
        await using var world = await ApiWorld.OpenAsync();

        var policy = await world.SendAsync("GET", "/v1/policies/default");
        var names = (await world.SendAsync("GET", "/v1/templates")).Json["data"]!.AsArray().Select(row => (string?)row!["name"]);

        Assert.Equal((200, 0), (policy.Status, (int)policy.Json["version"]!));
        Assert.Contains("due-soon", names);
    }

    [Fact]
    public async Task A_what_if_is_a_job_that_tells_who_would_move()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":9,"issuedOn":"2026-01-01","dueDate":"2026-01-10"}""");

        var asked = await world.SendAsync("POST", "/v1/policies/default/what-if", """{"states":[{"name":"STOPPED","when":{"oldestUnpaid":{"atLeast":1}}}]}""");
        await world.Engine.SettleAsync();
        var job = await world.SendAsync("GET", asked.Header("Location")!);

        Assert.Equal((202, "completed"), (asked.Status, (string?)job.Json["status"]));
        var move = job.Json["result"]!["moves"]![0]!;
        Assert.Equal(("REMINDER", "STOPPED", 1), ((string?)move["from"], (string?)move["to"], (int)move["accounts"]!));
        Assert.Equal("REMINDER", (string?)(await world.SendAsync("GET", "/v1/accounts/a1/overdue")).Json["state"]);
    }

    [Fact]
    public async Task A_backtest_is_a_job_that_tells_days_and_what_it_rests_on()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", "{}");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":9,"issuedOn":"2026-01-01","dueDate":"2026-01-10"}""");

        var asked = await world.SendAsync("POST", "/v1/policies/default/what-if?mode=backtest", """{"states":[{"name":"STOPPED","when":{"oldestUnpaid":{"atLeast":1}}}]}""");
        await world.Engine.SettleAsync();
        var job = await world.SendAsync("GET", asked.Header("Location")!);

        Assert.Equal((202, "completed"), (asked.Status, (string?)job.Json["status"]));
        Assert.Equal("backtest", (string?)job.Json["mode"]);
        var move = job.Json["result"]!["moves"]![0]!;
        Assert.Equal(("REMINDER", "STOPPED", 1), ((string?)move["from"], (string?)move["to"], (int)move["accounts"]!));
        Assert.NotNull(job.Json["result"]!["days"]);
        Assert.Equal(64, ((string?)job.Json["evidence"]!["result"])!.Length);
    }

    private static async Task<ApiResult> PutAsync(ApiWorld world, string path, string text, string type)
    {
        using var request = world.Request("PUT", path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await world.SendAsync(request);
    }
}
