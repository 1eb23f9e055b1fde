using Collections.Domain.Access;
using Collections.Domain.Contacts;
using Collections.Kernel;

namespace Collections.Server.Tests.Api;

public sealed class DncTests
{
    private const string Number = "+12125552368";

    [Fact]
    public async Task A_number_on_a_list_is_blocked_by_the_next_decision_however_it_was_written()
    {
        await using var world = await ApiWorld.OpenAsync();
        var id = await NumberIdAsync(world);
        Assert.Equal(GateAnswer.Allow, await ReserveAsync(world, "n1", id));

        var listed = await world.SendAsync("PUT", "/v1/dnc/dnc/members/(212) 555-2368?", """{"reason":"asked"}""");
        Assert.Equal(400, listed.Status);
        listed = await world.SendAsync("PUT", "/v1/dnc/dnc/members/+1 212 555 2368", """{"reason":"asked"}""");

        Assert.Equal(201, listed.Status);
        Assert.Equal(id, (string?)listed.Json["numberId"]);
        Assert.Equal(GateAnswer.Block, await ReserveAsync(world, "n2", id));
    }

    [Fact]
    public async Task White_lists_and_lists_of_other_campaigns_stop_nothing()
    {
        await using var world = await ApiWorld.OpenAsync();
        var id = await NumberIdAsync(world);
        await world.SendAsync("PUT", "/v1/dnc/vip", """{"kind":"white"}""");
        await world.SendAsync("PUT", "/v1/dnc/spring", """{"scope":"campaign:spring"}""");
        await world.SendAsync("PUT", "/v1/dnc/texts", """{"channels":["sms"]}""");
        foreach (var list in new[] { "vip", "spring", "texts" })
        {
            Assert.Equal(201, (await world.SendAsync("PUT", $"/v1/dnc/{list}/members/{Number}", """{"reason":"asked"}""")).Status);
        }

        Assert.Equal(GateAnswer.Allow, await ReserveAsync(world, "n1", id));
        Assert.Equal(GateAnswer.Block, await ReserveAsync(world, "n2", id, "sms"));
    }

    [Fact]
    public async Task A_number_leaves_a_list_only_by_four_eyes()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (clerk, officer) = (await world.KeyAsync(Roles.Compliance), await world.KeyAsync(Roles.Admin));
        await world.SendAsync("PUT", $"/v1/dnc/dnc/members/{Number}", """{"reason":"asked"}""", clerk);
        var asked = await world.SendAsync("DELETE", $"/v1/dnc/dnc/members/{Number}?reason=mistake", null, clerk);
        var approve = $"/v1/dnc/dnc/removals/{asked.Json["removalId"]}/approve";

        Assert.Equal(202, asked.Status);
        Assert.Equal("approver_is_requester", (await world.SendAsync("POST", approve, null, clerk)).Code);
        Assert.Equal(403, (await world.SendAsync("POST", approve, null, await world.KeyAsync(Roles.Agent))).Status);
        Assert.Equal(200, (await world.SendAsync("GET", $"/v1/dnc/dnc/members/{Number}")).Status);

        Assert.Equal(200, (await world.SendAsync("POST", approve, null, officer)).Status);
        Assert.Equal("member_unknown", (await world.SendAsync("GET", $"/v1/dnc/dnc/members/{Number}")).Code);
    }

    [Theory]
    [InlineData("PUT", "/v1/dnc/dnc/members/hello", """{"reason":"asked"}""", 400, "invalid_request")]
    [InlineData("PUT", "/v1/dnc/dnc/members/+12125552368", """{}""", 400, "invalid_request")]
    [InlineData("PUT", "/v1/dnc/dnc/members/+12125552368", """{"reason":"she asked me"}""", 400, "invalid_request")]
    [InlineData("PUT", "/v1/dnc/none/members/+12125552368", """{"reason":"asked"}""", 404, "list_unknown")]
    [InlineData("PUT", "/v1/dnc/dnc", """{"kind":"white"}""", 409, "list_exists")]
    [InlineData("PUT", "/v1/dnc/x", """{"scope":"planet:mars"}""", 400, "invalid_request")]
    [InlineData("GET", "/v1/dnc/none", null, 404, "list_unknown")]
    [InlineData("DELETE", "/v1/dnc/dnc/members/+12125552368", null, 404, "member_unknown")]
    [InlineData("POST", "/v1/dnc/dnc/removals/r1/approve", null, 404, "removal_unknown")]
    [InlineData("GET", "/v1/numbers/0000000000000000000000000000000000000000000000000000000000000000", null, 404, "number_unknown")]
    public async Task What_is_wrong_is_told(string method, string path, string? body, int status, string code)
    {
        await using var world = await ApiWorld.OpenAsync();

        var result = await world.SendAsync(method, path, body);

        Assert.Equal((status, code), (result.Status, result.Code));
    }

    [Fact]
    public async Task Numbers_are_masked_for_who_judges_records_and_shared_ones_show_all_accounts()
    {
        await using var world = await ApiWorld.OpenAsync();
        var id = await NumberIdAsync(world);
        await world.SendAsync("PUT", "/v1/accounts/a2", """{"customerId":"c2","contacts":[{"kind":"phone","value":"+1-212-555-2368"}]}""");

        var clear = await world.SendAsync("GET", $"/v1/numbers/{id}");
        var masked = await world.SendAsync("GET", $"/v1/numbers/{id}", null, await world.KeyAsync(Roles.Auditor));

        Assert.Equal(Number, (string?)clear.Json["number"]);
        Assert.Equal("+12****2368", (string?)masked.Json["number"]);
        Assert.Equal(["a1", "a2"], clear.Json["accounts"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(["America/New_York"], clear.Json["zones"]!.AsArray().Select(each => (string?)each));
        Assert.DoesNotContain("2125552368", (await world.SendAsync("GET", "/v1/events")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_marked_number_is_tried_last_and_a_restored_one_again()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.SendAsync("PUT", "/v1/accounts/a1", """
            {"customerId":"c1","timezone":"America/New_York","contacts":[
              {"kind":"phone","value":"(646) 555-0101"},{"kind":"phone","value":"(212) 555-2368","role":"primary"},{"kind":"email","value":"k@example.com"}]}
            """);
        Assert.Equal([Number, "+16465550101"], await OrderAsync(world));

        await world.SendAsync("POST", $"/v1/numbers/{Number}/mark", """{"state":"invalid","reason":"wrong_person"}""");
        Assert.Equal(["+16465550101", Number], await OrderAsync(world));

        await world.SendAsync("POST", $"/v1/numbers/{Number}/restore", """{"reason":"called_back"}""");
        Assert.Equal([Number, "+16465550101"], await OrderAsync(world));
    }

    private static async Task<IEnumerable<string>> OrderAsync(ApiWorld world)
    {
        var numbers = await world.SendAsync("GET", "/v1/accounts/a1/numbers");
        return numbers.Json["data"]!.AsArray().Select(
            each => new string([.. "+1", .. ((string)each!["number"]!).Where(char.IsAsciiDigit)]));
    }

    private static async Task<string> NumberIdAsync(ApiWorld world)
    {
        await world.SendAsync("PUT", "/v1/accounts/a1", """
            {"customerId":"c1","timezone":"America/New_York","contacts":[{"kind":"phone","value":"(212) 555-2368"}]}
            """);
        var numbers = await world.SendAsync("GET", "/v1/accounts/a1/numbers");
        return (string)numbers.Json["data"]![0]!["numberId"]!;
    }

    /// <summary>Reserves a contact at noon in New York, as an agent would.</summary>
    private static async Task<GateAnswer> ReserveAsync(ApiWorld world, string contact, string number, string channel = "phone")
    {
        var reserve = new PersonCommand.ReserveContact(contact, "a1", channel, "America/New_York")
        {
            Details = new ContactQuery(channel, "America/New_York", "a1") { NumberId = number },
        };
        var noon = NodaTime.Instant.FromUtc(2026, 6, 1, 16, 0);
        if (world.Engine.Setup.Clock.Now < noon)
        {
            world.Clock.AdvanceTo(noon);
        }

        var answer = await world.Engine.AskAsync(new EntityKey("default", Person.Kind, "c1"), reserve);
        return Assert.IsType<ContactPermission>(answer.Report).Decision;
    }
}
