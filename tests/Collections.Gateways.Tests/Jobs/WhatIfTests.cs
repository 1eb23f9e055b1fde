using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Jobs;
using Collections.Domain.Overdue;
using Collections.Gateways.Composition;
using Collections.Gateways.Jobs;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Gateways.Tests.Jobs;

public sealed class WhatIfTests : IAsyncDisposable
{
    private const string Draft = """
        states:
          - { name: SUSPENDED, when: { oldestUnpaid: { atLeast: 30 days } }, onEnter: [ { tag: dark } ] }
          - { name: EARLY, when: { oldestUnpaid: { atLeast: 1 day } } }
        rules:
          - { name: late, when: { oldestUnpaid: { atLeast: 10 days } }, start: call-them }
        treatments:
          call-them: { steps: [ { name: call, after: 0 days, do: { task: { kind: call } } } ] }

        """;

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 9, 0);

    private readonly VirtualClock _clock = new(Now);
    private readonly InMemoryStore _store = new();
    private readonly Engine _engine;

    public WhatIfTests() => _engine = ProductEngine.Over(_store, _clock);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task It_tells_every_move_every_start_and_the_reasons_and_changes_nothing()
    {
        await OweAsync("a-new", days: 0);
        await OweAsync("b-5", days: 5);
        await OweAsync("c-20", days: 20);
        await OweAsync("d-40", days: 40);
        var before = await _store.LastSequenceAsync();

        var result = (await AskAsync(Draft))["result"]!;

        Assert.Equal(4, (int)result["accounts"]!);
        Assert.Equal(
            ["CLEAR>CLEAR 1", "REMINDER>EARLY 1", "SUSPENDED>SUSPENDED 1", "WARNING>EARLY 1"],
            result["moves"]!.AsArray().Select(move => $"{move!["from"]}>{move["to"]} {move["accounts"]}"));
        Assert.Equal("late/call-them 0>2", Text(result["treatments"]!, "rule", "template"));
        Assert.Equal("task/call 0>2", Text(result["actions"]!, "kind", "name"));
        var sample = result["moves"]![3]!["samples"]![0]!;
        Assert.Equal("c-20", (string)sample["accountId"]!);
        Assert.StartsWith(
            "oldestUnpaid: { atLeast: 30 days }: 20 days", FirstCondition(sample["draft"]!), StringComparison.Ordinal);
        Assert.Equal("late: call-them", (string)sample["draft"]!["starts"]![0]!);
        Assert.Equal("WARNING", (string)sample["live"]!["states"]![1]!["name"]!);
        Assert.Empty(result["moves"]![0]!["samples"]!.AsArray());

        // Whatever was written belongs to the job.
        Assert.All(
            await _store.ReadLogAsync(before, 100), record => Assert.Equal(JobDecider.Kind, record.Key.Kind));
    }

    [Fact]
    public async Task Publishing_the_draft_brings_what_the_what_if_told()
    {
        for (var day = 0; day < 60; day += 3)
        {
            await OweAsync($"a{day:D2}", day);
        }

        var told = (await AskAsync(Draft))["result"]!;
        var document = SourceDocument.Of("draft.yaml", Draft).Document!;
        await _engine.AskAsync(
            new EntityKey("default", PolicyDocument.KindName, "default"),
            new PublicationCommand.Publish("json", Draft, Kernel.Documents.JsonDocuments.Write(document), null));
        await _engine.SettleAsync();

        var states = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var account in await _store.ListAsync("default", AccountDecider.Kind, null, 100))
        {
            var (state, _) = (await _engine.ReadAsync(account.Key))!.Value;
            var name = ((Account)state).Overdue?.State ?? "CLEAR";
            states[name] = states.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(
            states.Select(state => $"{state.Key} {state.Value}"),
            told["states"]!.AsArray()
                .Where(state => (int)state!["draft"]! > 0)
                .Select(state => $"{state!["state"]} {state["draft"]}"));
    }

    [Fact]
    public async Task Accounts_that_a_more_specific_draft_would_take_are_counted_as_joining()
    {
        await OweAsync("a", days: 5, collectionClass: "RES");
        await OweAsync("b", days: 5);

        var result = (await AskAsync("appliesTo: { collectionClass: [ RES ] }\n" + Draft, "residential"))["result"]!;

        Assert.Equal("""{"live":0,"draft":1,"joining":1,"leaving":0}""", result["assignment"]!.ToJsonString());
        Assert.Equal(2, (int)result["accounts"]!);
    }

    [Fact]
    public async Task Samples_of_a_move_are_the_first_few_in_key_order_however_many_pages_there_are()
    {
        for (var i = 0; i < 2_100; i++)
        {
            await OweAsync($"a{i:D4}", days: 5);
        }

        var result = (await AskAsync(Draft))["result"]!;

        var move = Assert.Single(result["moves"]!.AsArray())!;
        Assert.Equal(2_100, (int)move["accounts"]!);
        Assert.Equal(
            ["a0000", "a0001", "a0002", "a0003", "a0004"],
            move["samples"]!.AsArray().Select(sample => (string)sample!["accountId"]!));
    }

    [Fact]
    public async Task A_draft_with_faults_is_refused_before_a_job_exists()
    {
        var job = WhatIfRequest.NewJob("default", new SystemEntropy());

        var faulty = await Request("states: [ { name: X } ]").StartAsync(_engine, job);
        var unreadable = await Request("states: [").StartAsync(_engine, job);
        var never = await (Request(Draft) with { Mode = "never" }).StartAsync(_engine, job);

        Assert.Equal("invalid_request", faulty.Rejection!.Code);
        Assert.Equal("/states/0/when", faulty.Rejection.Fields[0].Pointer);
        Assert.Equal("invalid_request", unreadable.Rejection!.Code);
        Assert.Equal("/mode", never.Rejection!.Fields[0].Pointer);
        Assert.Equal("wif_", job.Id[..4]);
    }

    private static WhatIfRequest Request(string draft, string policy = "default") =>
        new("default", policy, SourceDocument.Of("draft.yaml", draft));

    private async Task<JsonNode> AskAsync(string draft, string policy = "default")
    {
        var job = WhatIfRequest.NewJob("default", new SystemEntropy());
        var answer = await Request(draft, policy).StartAsync(_engine, job);
        Assert.Null(answer.Rejection);
        await _engine.SettleAsync();
        var (state, _) = (await _engine.ReadAsync(job))!.Value;
        var view = JsonNode.Parse(JobView.Of((Job)state))!;
        Assert.Equal("completed", (string)view["status"]!);
        return view;
    }

    private async Task OweAsync(string id, int days, string? collectionClass = null)
    {
        var due = LocalDays.DayOf(Now, DateTimeZone.Utc).PlusDays(-days);
        var history = new AccountCommand.RecordHistory
        {
            Profile = new AccountCommand.PutAccount
            {
                CustomerId = "c1",
                Currency = "USD",
                TimeZone = "UTC",
                Segmentation = new Segmentation { CollectionClass = collectionClass },
            },
            Bills = [new AccountCommand.AddBill("b1", 100m) { IssuedOn = due, DueDate = due }],
        };
        var key = new EntityKey("default", AccountDecider.Kind, id);
        Assert.Equal(Outcome.Accepted, (await _engine.AskAsync(key, history)).Outcome);
        await _engine.WakeAsync(key);
    }

    private static string FirstCondition(JsonNode side)
    {
        var condition = side["states"]![0]!["conditions"]![0]!;
        return $"{condition["condition"]}: {condition["saw"]}";
    }

    private static string Text(JsonNode rows, string first, string second) => string.Join(
        "; ", rows.AsArray().Select(row => $"{row![first]}/{row[second]} {row["live"]}>{row["draft"]}"));
}
