using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Collections.Gateways.Tasks;
using Collections.Kernel;
using Collections.Server.Hosting;
using Collections.Server.Tests.Commands;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace Collections.Server.Tests.Hosting;

/// <summary>What a customer does by the link he was sent.</summary>
public sealed class CustomerLinkTests : IAsyncLifetime
{
    private readonly Cli _cli = new();
    private ServedFolder _served = null!;
    private string _path = string.Empty;

    private Instant Now => _served.Server.Folder.Engine.Setup.Clock.Now;

    private LocalDate Today => Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    public async ValueTask InitializeAsync()
    {
        _served = await ServedFolder.StartAsync(ServedFolder.Settings(_cli.Data));
        var phone = new { kind = "phone", value = "+8613800000001" };
        await _served.PutAccountAsync("a1", new { customerId = "c1", currency = "CNY", timezone = "Asia/Shanghai", contacts = new[] { phone } });
        await PostAsync("/v1/tasks", new { taskId = "t1", accountId = "a1", kind = "call" });
        _path = (string)(await PostAsync("/v1/tasks/t1/customer-link", new { validDays = 7 }))["path"]!;
    }

    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task The_next_attempt_is_when_the_customer_chose()
    {
        var day = Today.PlusDays(2);

        var done = await FormAsync(("wish", "call"), ("date", LocalDatePattern.Iso.Format(day)), ("time", "15:30"));

        Assert.Equal(HttpStatusCode.OK, done);
        var task = JsonNode.Parse(await _served.GetAsync("/v1/tasks/t1"))!;
        var expected = InstantPattern.ExtendedIso.Format(day.At(new LocalTime(7, 30)).InUtc().ToInstant());
        Assert.Equal((expected, expected), ((string?)task["callbackAt"], (string?)task["next"]!["at"]));
    }

    [Fact]
    public async Task A_time_that_no_call_may_be_made_at_moves_to_the_next_one_that_it_may()
    {
        var day = Today.PlusDays(2);

        await FormAsync(("wish", "call"), ("date", LocalDatePattern.Iso.Format(day)), ("time", "23:00"));

        var task = JsonNode.Parse(await _served.GetAsync("/v1/tasks/t1"))!;
        var expected = InstantPattern.ExtendedIso.Format(day.PlusDays(1).AtMidnight().InUtc().ToInstant()); // 08:00
        Assert.Equal(expected, (string?)task["next"]!["at"]);
    }

    [Theory]
    [InlineData("busy", RejectionClass.Conflict, 503, "1")]
    [InlineData("callback_in_past", RejectionClass.Refused, 422, null)]
    [InlineData("task_unknown", RejectionClass.Unknown, 404, null)]
    public async Task Others_who_are_in_the_way_are_no_fault_of_the_customer(string code, RejectionClass kind, int status, string? after)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };

        await CustomerLinkEndpoint.AnswerOf(http.Response, new Rejection(kind, code, "told")).ExecuteAsync(http);

        Assert.Equal((status, after), (http.Response.StatusCode, (string?)http.Response.Headers.RetryAfter));
    }

    [Fact]
    public async Task Who_wants_to_be_left_alone_is_from_now_on()
    {
        Assert.Equal(HttpStatusCode.OK, await FormAsync(("wish", "quiet"), ("until", LocalDatePattern.Iso.Format(Today.PlusDays(5)))));
        var quiet = JsonNode.Parse(await _served.GetAsync("/v1/accounts/a1/contact-permission?channel=email"))!;
        Assert.Equal(HttpStatusCode.OK, await FormAsync(("wish", "stop")));
        var stopped = JsonNode.Parse(await _served.GetAsync("/v1/accounts/a1/contact-permission?channel=phone"))!;

        Assert.Contains(quiet["rules"]!.AsArray(), rule => (string?)rule!["rule"] == "quiet_date" && (string?)rule["outcome"] == "defer");
        Assert.Contains(stopped["rules"]!.AsArray(), rule => (string?)rule!["rule"] == "opt_out" && (string?)rule["outcome"] == "block");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "wish=call&date=soon&time=10:00")]
    [InlineData(HttpStatusCode.BadRequest, "wish=money")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "wish=call&date=2020-01-01&time=10:00")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "wish=quiet&until=9000-01-01")]
    public async Task What_makes_no_sense_is_refused(HttpStatusCode status, string form)
    {
        var pairs = form.Split('&').Select(pair => (pair.Split('=')[0], pair.Split('=')[1]));

        Assert.Equal(status, await FormAsync([.. pairs]));
    }

    [Fact]
    public async Task A_link_that_ran_out_or_that_nobody_signed_opens_nothing()
    {
        var keys = _served.Server.Folder.Vault.KeysOf("default");
        var over = new CustomerLink("default", "t1", Instant.FromUnixTimeSeconds(Now.ToUnixTimeSeconds())).Write(keys);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_path));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync("/c/" + over));
        for (var i = "/c/".Length; i < _path.Length; i++)
        {
            var changed = _path[..i] + (_path[i] == 'A' ? 'B' : 'A') + _path[(i + 1)..];
            Assert.Null(CustomerLink.ReadOrNull(changed["/c/".Length..], _served.Server.Folder.Vault.KeysOf));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/c/bm9ydGg"));
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        var answer = await _served.Http.PostAsJsonAsync(
            new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpStatusCode> StatusAsync(string path) => (await _served.Http.GetAsync(
        new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode;

    /// <summary>Sends the form as a browser does: without a key.</summary>
    private async Task<HttpStatusCode> FormAsync(params (string Name, string Value)[] fields)
    {
        using var browser = new HttpClient { BaseAddress = _served.Http.BaseAddress };
        using var form = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        var answer = await browser.PostAsync(
            new Uri(_path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
