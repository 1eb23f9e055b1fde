using System.Text.Json.Nodes;
using NodaTime;

namespace Collections.Server.Tests.Api;

/// <summary>The contact gate as a caller of the API meets it.</summary>
public sealed class ContactTests
{
    [Theory]
    [InlineData("2026-07-15T14:59:59.999Z", "defer", "2026-07-15T15:00:00Z")] // 07:59 in Los Angeles
    [InlineData("2026-07-15T15:00:00Z", "allow", null)]
    [InlineData("2026-07-16T00:59:59Z", "allow", null)] // 20:59 in New York
    [InlineData("2026-07-16T01:00:00Z", "defer", "2026-07-16T15:00:00Z")]
    public async Task Where_number_and_account_disagree_the_hours_of_both_count(string at, string decision, string? until)
    {
        await using var world = await OpenAsync("America/Los_Angeles", "+12125550100");

        var call = await PermissionAsync(world, "phone", at);
        var text = await PermissionAsync(world, "sms", at);

        Assert.Equal((decision, until), ((string?)call["decision"], (string?)call["until"]));
        Assert.Equal((decision, until), ((string?)text["decision"], (string?)text["until"]));
        var mail = await PermissionAsync(world, "email", "2026-07-16T03:59:59Z");
        Assert.Equal("allow", (string?)mail["decision"]); // 20:59 in Los Angeles: a mail goes to no area
    }

    [Theory]
    [InlineData("America/New_York", "+12125550100")] // the area lies in the account's zone
    [InlineData("America/Chicago", "+18505550100")] // an area that spans two zones, one of them the account's
    [InlineData("US/Eastern", "+12125550100")] // a former name of the zone
    [InlineData("America/New_York", "+18005550100")] // free of charge: of no place
    public async Task Where_number_and_account_agree_the_accounts_zone_decides(string zone, string number)
    {
        await using var world = await OpenAsync(zone, number);
        var opens = DateTimeZoneProviders.Tzdb[zone].AtStrictly(new LocalDateTime(2026, 7, 15, 8, 0)).ToInstant();

        var early = await PermissionAsync(world, "phone", (opens - Duration.FromMilliseconds(1)).ToString());
        var open = await PermissionAsync(world, "phone", opens.ToString());

        Assert.Equal((opens.ToString(), "allow"), ((string?)early["until"], (string?)open["decision"]));
    }

    [Fact]
    public async Task When_next_is_the_first_instant_at_which_nothing_stands_against_it()
    {
        await using var world = await OpenAsync("America/New_York", "+12125550100");
        Assert.Equal(201, (await world.SendAsync("PUT", "/v1/contact-policies/default", """{"presets":["US_REGF"]}""")).Status);
        await ReportAsync(world, "r1", "CONVERSATION", "2026-03-02T15:00:00Z");

        var asked = await PermissionAsync(world, "phone", "2026-03-02T17:00:00Z");

        Assert.Equal(("defer", "2026-03-09T12:00:00Z"), ((string?)asked["decision"], (string?)asked["until"]));
        Assert.Contains(asked["rules"]!.AsArray(), rule => (string?)rule!["rule"] == "REGF_CONVERSATION_7D"
            && (string?)rule["outcome"] == "defer" && (int?)rule["policyVersion"] == 1);
        Assert.Equal("allow", (string?)(await PermissionAsync(world, "phone", "2026-03-09T12:00:00Z"))["decision"]);
        var before = await PermissionAsync(world, "phone", "2026-03-09T11:59:59.999Z");
        Assert.Equal("2026-03-09T12:00:00Z", (string?)before["until"]); // the clocks went forward on the 8th
        Assert.Equal("allow", (string?)(await PermissionAsync(world, "email", "2026-03-02T17:00:00Z"))["decision"]);
    }

    [Fact]
    public async Task Two_accounts_of_one_customer_share_their_limits()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        await PutAccountAsync(world, "a2", "UTC", "+442079460959");
        await world.SendAsync("PUT", "/v1/contact-policies/default", Limit("PERSON"));

        var first = await ReserveAsync(world, "k1", "a1");
        var second = await ReserveAsync(world, "k2", "a2");

        Assert.Equal(("allow", "defer"), ((string?)first["decision"], (string?)second["decision"]));
        await world.SendAsync("POST", "/v1/contacts/k1/outcome", """{"accountId":"a1","outcome":"NOT_MADE"}""");
        Assert.Equal("allow", (string?)(await ReserveAsync(world, "k3", "a2"))["decision"]);
    }

    [Fact]
    public async Task A_number_of_two_customers_has_one_limit_and_keeps_no_place_for_a_refused_one()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        var other = """{"customerId":"c2","currency":"USD","timezone":"UTC","contacts":[{"kind":"phone","value":"020 7946 0958"}]}""";
        await world.SendAsync("PUT", "/v1/tenants/default", """{"name":"Example","timezone":"UTC","currency":"USD","country":"GB"}""");
        Assert.Equal(201, (await world.SendAsync("PUT", "/v1/accounts/b1", other)).Status);
        await world.SendAsync("PUT", "/v1/contact-policies/default", Limit("NUMBER"));
        await world.SendAsync("POST", "/v1/persons/c1/opt-outs", """{"channel":"phone","source":"letter"}""");

        // The number had room, the customer did not want: the place is free for the other one.
        Assert.Equal("block", (string?)(await ReserveAsync(world, "k1", "a1"))["decision"]);
        await world.Engine.SettleAsync();
        Assert.Equal("allow", (string?)(await ReserveAsync(world, "k2", "b1"))["decision"]);
        await world.SendAsync("POST", "/v1/persons/c1/opt-ins", """{"channel":"phone","source":"letter"}""");
        var late = await ReserveAsync(world, "k3", "a1");

        Assert.Equal("defer", (string?)late["decision"]);
        Assert.Contains(late["rules"]!.AsArray(), rule => (string?)rule!["rule"] == "ONE" && (string?)rule["outcome"] == "defer");
    }

    [Fact]
    public async Task Who_wants_no_calls_wants_none_of_a_machine_either()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        await world.SendAsync("POST", "/v1/persons/c1/opt-outs", """{"channel":"phone","source":"call"}""");

        Assert.Equal("block", (string?)(await PermissionAsync(world, "phone", Noon))["decision"]);
        Assert.Equal("block", (string?)(await PermissionAsync(world, "ai_voice", Noon))["decision"]);
        Assert.Equal("allow", (string?)(await PermissionAsync(world, "sms", Noon))["decision"]);
    }

    [Fact]
    public async Task A_permit_does_not_outlive_the_customers_word_and_is_settled_late_without_harm()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        Assert.Equal("allow", (string?)(await ReserveAsync(world, "k1", "a1"))["decision"]);
        await world.SendAsync("POST", "/v1/persons/c1/opt-outs", """{"source":"letter"}""");

        var confirmed = (await world.SendAsync("POST", "/v1/contacts/k1/confirm", """{"accountId":"a1"}""")).Json;
        var again = await world.SendAsync("POST", "/v1/contacts/k1/confirm", """{"accountId":"a1"}""");

        Assert.Equal("block", (string?)confirmed["decision"]);
        Assert.Equal(404, again.Status);
        await world.SendAsync("POST", "/v1/persons/c1/opt-ins", """{"source":"letter"}""");
        await ReserveAsync(world, "k2", "a1");
        await world.Engine.RunDueAsync(world.Clock.Now + Duration.FromDays(1), world.Clock.AdvanceTo);
        var late = await world.SendAsync("POST", "/v1/contacts/k2/outcome", """{"accountId":"a1","outcome":"CONVERSATION"}""");
        var settled = (await world.SendAsync("GET", "/v1/events?types=contact.settled")).Json["data"]!.AsArray();
        Assert.Equal(200, late.Status);
        Assert.Contains(settled, each => (string?)each!["data"]!["noticeId"] == "k2" && (string?)each["data"]!["reason"] == "not_settled");
    }

    [Fact]
    public async Task A_list_names_mail_addresses_as_well()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        await world.SendAsync("PUT", "/v1/dnc/dnc/members/someone@example.com", """{"reason":"asked","source":"mail"}""");
        await world.Engine.SettleAsync();

        var asked = await PermissionAsync(world, "email", Noon);
        var reserved = (await world.SendAsync("POST", "/v1/contacts", """{"accountId":"a1","channel":"email"}""")).Json;

        Assert.Equal(("block", "block"), ((string?)asked["decision"], (string?)reserved["decision"]));
        Assert.Contains(asked["rules"]!.AsArray(), rule => (string?)rule!["rule"] == "dnc" && (string?)rule["outcome"] == "block");
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("sms")]
    [InlineData("ai_voice")]
    public async Task Over_a_number_that_nobody_knows_nothing_may_be_sent_and_whoever_asks_is_told_the_same(string channel)
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        const string nameless = """{"customerId":"c9","currency":"USD","timezone":"UTC"}""";
        Assert.Equal(201, (await world.SendAsync("PUT", "/v1/accounts/n1", nameless)).Status);

        var asked = (await world.SendAsync("GET", $"/v1/accounts/n1/contact-permission?channel={channel}")).Json;
        var body = $$"""{"contactId":"k1","accountId":"n1","channel":"{{channel}}"}""";
        var reserved = (await world.SendAsync("POST", "/v1/contacts", body)).Json;

        foreach (var answer in new[] { asked, reserved })
        {
            Assert.Equal("block", (string?)answer["decision"]);
            Assert.Contains(
                answer["rules"]!.AsArray(),
                rule => (string?)rule!["rule"] == "number_missing" && (string?)rule["outcome"] == "block");
        }

        var other = await world.SendAsync("GET", $"/v1/accounts/n1/contact-permission?channel={channel}&number=%2B442079460958");
        Assert.DoesNotContain(other.Json["rules"]!.AsArray(), rule => (string?)rule!["rule"] == "number_missing");
        var named = (await world.SendAsync("POST", "/v1/contacts", body.Replace("k1", "k2", StringComparison.Ordinal)
            .Replace("}", ""","number":"+442079460958"}""", StringComparison.Ordinal))).Json;
        Assert.Equal("allow", (string?)named["decision"]);
    }

    [Fact]
    public async Task The_number_that_is_named_is_the_one_looked_up()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        await world.SendAsync("PUT", "/v1/dnc/dnc/members/+442079460959", """{"reason":"asked","source":"mail"}""");
        await world.Engine.SettleAsync();
        const string path = "/v1/accounts/a1/contact-permission?channel=phone&at=" + Noon;

        var own = (await world.SendAsync("GET", path)).Json;
        var other = (await world.SendAsync("GET", path + "&number=%2B442079460959")).Json;
        var abroad = (await world.SendAsync("GET", path + "&number=%2B12125550100")).Json;
        var none = await world.SendAsync("GET", path + "&number=12");
        var mail = await world.SendAsync(
            "POST", "/v1/contacts", """{"accountId":"a1","channel":"email","number":"+442079460958"}""");

        Assert.Equal(("allow", "block"), ((string?)own["decision"], (string?)other["decision"]));
        Assert.Equal("defer", (string?)abroad["decision"]); // 07:00 in New York
        Assert.Equal((400, "?number"), (none.Status, (string?)none.Json["errors"]![0]!["pointer"]));
        Assert.Equal((400, "/number", "not_a_number"), (
            mail.Status, (string?)mail.Json["errors"]![0]!["pointer"], (string?)mail.Json["errors"]![0]!["code"]));
    }

    [Fact]
    public async Task A_reservation_that_the_person_has_no_room_for_keeps_no_place_at_the_number()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        await PutAccountAsync(world, "a2", "UTC", "+442079460959");
        const string visits = """{"contactId":"v{0}","accountId":"a1","channel":"visit"}""";
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(201, (await world.SendAsync("POST", "/v1/contacts", visits.Replace("{0}", $"{i}", StringComparison.Ordinal))).Status);
        }

        await world.SendAsync("PUT", "/v1/contact-policies/default", Limit("NUMBER"));
        var full = await world.SendAsync("POST", "/v1/contacts", """{"contactId":"k1","accountId":"a2","channel":"phone"}""");
        Assert.Equal((422, "too_many_reservations"), (full.Status, full.Code));
        await world.SendAsync("POST", "/v1/contacts/v1/outcome", """{"accountId":"a1","outcome":"NOT_MADE"}""");

        Assert.Equal("allow", (string?)(await ReserveAsync(world, "k2", "a2"))["decision"]);
        var again = await world.SendAsync("POST", "/v1/contacts", """{"contactId":"k2","accountId":"a2","channel":"phone"}""");
        Assert.Equal((409, "contact_known"), (again.Status, again.Code));
        await world.SendAsync("POST", "/v1/contacts/k2/outcome", """{"accountId":"a2","outcome":"NOT_MADE"}""");
        await world.Engine.SettleAsync();
        await world.SendAsync("POST", "/v1/contacts", """{"contactId":"k2","accountId":"a2","channel":"phone"}""");
        Assert.Equal("allow", (string?)(await ReserveAsync(world, "k3", "a2"))["decision"]);
    }

    [Fact]
    public async Task An_answer_that_is_a_keyword_is_an_opt_out_at_once()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        await world.SendAsync("PUT", "/v1/contact-policies/uk", """{"appliesTo":{"region":["X"]},"presets":["US_TCPA_OVERLAY"]}""");

        var chat = (await world.SendAsync("POST", "/v1/persons/c1/replies", """{"channel":"sms","text":"who is this?"}""")).Json;
        var before = await PermissionAsync(world, "sms", Noon);
        var stop = (await world.SendAsync("POST", "/v1/persons/c1/replies", """{"channel":"sms","text":"Stop."}""")).Json;
        var after = await PermissionAsync(world, "sms", Noon);
        var call = await PermissionAsync(world, "phone", Noon);

        Assert.Equal((false, "allow"), ((bool)chat["optedOut"]!, (string?)before["decision"]));
        Assert.Equal((true, 5, "block"), ((bool)stop["optedOut"]!, (int)stop["confirmWithinMinutes"]!, (string?)after["decision"]));
        Assert.Equal("allow", (string?)call["decision"]);
        var log = await world.SendAsync("GET", "/v1/events?types=contact.opted_out");
        Assert.DoesNotContain("Stop", log.Text, StringComparison.Ordinal);
        Assert.Contains("keyword", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-10T12:00:00Z", "Asia/Shanghai", "40")] // the tenth there as well
    [InlineData("2026-02-10T17:00:00Z", "Asia/Shanghai", "41")] // already the eleventh
    public async Task The_script_of_a_call_tells_days_of_the_accounts_zone_after_the_customer_is_verified(
        string at, string zone, string days)
    {
        await using var world = await OpenAsync(zone, "+8613800000001");
        await world.SendAsync("PUT", "/v1/contact-policies/default", """{"presets":["CN_OUTBOUND"]}""");
        await world.SendAsync("POST", "/v1/accounts/a1/bills", """{"billId":"b1","amountDue":12.5,"dueDate":"2026-01-01"}""");
        world.Clock.AdvanceTo(NodaTime.Text.InstantPattern.ExtendedIso.Parse(at).Value);

        var script = (await world.SendAsync("GET", "/v1/accounts/a1/script?template=reminder&locale=zh")).Json;

        var parts = script["parts"]!.AsArray().ToDictionary(part => (string)part!["part"]!, part => (string)part!["text"]!);
        Assert.Contains($"【{days}】天", parts["facts"], StringComparison.Ordinal);
        Assert.Contains("12.50", parts["facts"], StringComparison.Ordinal);
        Assert.All(
            parts.TakeWhile(part => part.Key != "facts"),
            part => Assert.DoesNotContain("12.50", part.Value, StringComparison.Ordinal));
        Assert.Equal(["recording", "identity"], script["disclosures"]!.AsArray().Select(word => (string?)word));
        Assert.Equal((true, 100), ((bool)script["disclosed"]!, (int)script["coverage"]!));
        Assert.Equal(
            (0.90m, 0.60m, 1, 2),
            ((decimal)script["confidence"]!["thresholds"]!["identity"]!, (decimal)script["confidence"]!["other"]!,
                (int)script["confidence"]!["repeats"]!, (int)script["confidence"]!["lowTurnsToTransfer"]!));
        var none = await world.SendAsync("GET", "/v1/accounts/a1/script?template=final");
        Assert.Equal((404, "script_unknown"), (none.Status, none.Code));
    }

    [Fact]
    public async Task What_threatens_is_neither_published_nor_given_out()
    {
        await using var world = await OpenAsync("UTC", "+442079460958");
        const string rude = """{"channels":{"sms":{"en":{"body":"{{name}}, pay or you will be arrested."},"zh":{"body":"{{name}}，等着坐牢"}}}}""";

        var refused = await world.SendAsync("PUT", "/v1/templates/rude", rude);
        var preview = await world.SendAsync("POST", "/v1/templates/rude/preview", rude);
        var before = await world.SendAsync("GET", "/v1/accounts/a1/script");
        var set = await world.SendAsync("PUT", "/v1/contact-policies/default", """{"presets":["default"],"wording":{"language":"en","harassment":["past due"]}}""");
        var after = await world.SendAsync("GET", "/v1/accounts/a1/script");

        foreach (var answer in new[] { refused, preview })
        {
            Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
            Assert.Equal(
                ["/channels/sms/en/body", "/channels/sms/zh/body"],
                answer.Json["errors"]!.AsArray().Select(fault => (string?)fault!["pointer"]));
            Assert.All(answer.Json["errors"]!.AsArray(), fault => Assert.Equal("wording_forbidden", (string?)fault!["code"]));
        }

        // The shipped script says "past due"; a house may forbid those words, and then it is given out no more.
        Assert.Equal((200, 201), (before.Status, set.Status));
        Assert.Equal((422, "wording_forbidden"), (after.Status, after.Code));
    }

    private const string Noon = "2026-02-10T12:00:00Z";

    private static string Limit(string scope) =>
        $$"""{"frequency":[{"rule":"ONE","metric":"ATTEMPT","scope":"{{scope}}","channels":["phone"],"window":"CALENDAR_DAYS(1)","limit":1}]}""";

    private static async Task<ApiWorld> OpenAsync(string zone, string number)
    {
        var world = await ApiWorld.OpenAsync();
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 2, 10, 12, 0));
        await PutAccountAsync(world, "a1", zone, number);
        return world;
    }

    private static async Task PutAccountAsync(ApiWorld world, string id, string zone, string number)
    {
        var body = new JsonObject
        {
            ["customerId"] = "c1",
            ["currency"] = "USD",
            ["timezone"] = zone,
            ["contacts"] = new JsonArray(
                new JsonObject { ["kind"] = "phone", ["value"] = number },
                new JsonObject { ["kind"] = "email", ["value"] = "Someone@example.com" }),
        };
        Assert.Equal(201, (await world.SendAsync("PUT", $"/v1/accounts/{id}", body.ToJsonString())).Status);
        await world.Engine.SettleAsync();
    }

    private static async Task<JsonNode> PermissionAsync(ApiWorld world, string channel, string at)
    {
        var result = await world.SendAsync("GET", $"/v1/accounts/a1/contact-permission?channel={channel}&at={at}");
        Assert.Equal(200, result.Status);
        return result.Json;
    }

    private static async Task<JsonNode> ReserveAsync(ApiWorld world, string id, string account) => (await world.SendAsync(
        "POST", "/v1/contacts", $$"""{"contactId":"{{id}}","accountId":"{{account}}","channel":"phone"}""")).Json;

    private static async Task ReportAsync(ApiWorld world, string id, string outcome, string at)
    {
        world.Clock.AdvanceTo(NodaTime.Text.InstantPattern.ExtendedIso.Parse(at).Value);
        var body = $$"""{"accountId":"a1","channel":"phone","outcome":"{{outcome}}","direction":"in","at":"{{at}}"}""";
        Assert.Equal(201, (await world.SendAsync("POST", $"/v1/contacts/{id}/report", body)).Status);
    }
}
