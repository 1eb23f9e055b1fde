using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Jobs;
using Collections.Domain.Tasks;
using Collections.Gateways.Composition;
using Collections.Gateways.Jobs;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Ports;
using Collections.Runtime.Wakeups;
using Collections.Storage.InMemory;
using NodaTime;

namespace Collections.Gateways.Tests.Jobs;

public sealed class BacktestTests : IAsyncDisposable
{
    private const string InForce = """
        states:
          - { name: DARK, when: { oldestUnpaid: { atLeast: 30 days } } }
          - { name: LATE, when: { all: [ { oldestUnpaid: { atLeast: 5 days } }, { not: { tag: VIP } } ] } }
        rules:
          - { name: late, when: { oldestUnpaid: { atLeast: 5 days } }, start: work }
        treatments:
          work:
            steps:
              - { name: call, after: 0 days, do: { task: { kind: call } } }
              - { name: give-up, after: { steps: [ call ], days: 20 }, do: { writeOff: { below: 30 } } }
        """;

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 9, 0);

    private readonly VirtualClock _clock = new(Start);
    private readonly InMemoryStore _store = new();
    private readonly Engine _engine;
    private readonly WakeupSweep _sweep;

    public BacktestTests()
    {
        _engine = ProductEngine.Over(_store, _clock);
        _sweep = new WakeupSweep(_engine);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task The_policy_in_force_comes_to_what_was_recorded()
    {
        await LiveAsync();

        var view = await AskAsync(InForce);

        var result = view["result"]!;
        Assert.All(result["moves"]!.AsArray(), move => Assert.Equal((string)move!["from"]!, (string)move["to"]!));
        Assert.Equal(
            ["CLEAR 1", "DARK 1", "LATE 1"],
            result["moves"]!.AsArray().Select(move => $"{move!["from"]} {move["accounts"]}"));
        foreach (var part in (string[])["days", "treatments", "actions"])
        {
            Assert.NotEmpty(result[part]!.AsArray());
            Assert.All(result[part]!.AsArray(), row => Assert.Equal((long)row!["live"]!, (long)row["draft"]!));
        }

        Assert.Equal(0, (int)view["evidence"]!["refused"]!);
    }

    [Fact]
    public async Task Another_policy_would_have_done_other_things_on_other_days()
    {
        await LiveAsync();

        var result = (await AskAsync(InForce.Replace("5 days", "12 days", StringComparison.Ordinal)))["result"]!;

        // Late seven days later each; the one that paid after eight days never is.
        var days = result["days"]!.AsArray().ToDictionary(
            row => (string)row!["state"]!, row => (Live: (long)row!["live"]!, Draft: (long)row["draft"]!));
        Assert.Equal(3 + 25 + 24, days["LATE"].Live);
        Assert.Equal(18 + 18, days["LATE"].Draft);
        Assert.Equal((4, 3), Started(result));
        Assert.Equal(days.Values.Sum(each => each.Live), days.Values.Sum(each => each.Draft));
    }

    [Fact]
    public async Task A_draft_that_gives_bills_up_changes_where_later_money_goes()
    {
        await LiveAsync();

        var draft = InForce.Replace("days: 20", "days: 2", StringComparison.Ordinal)
            .Replace("below: 30", "below: 200", StringComparison.Ordinal);
        var result = (await AskAsync(draft))["result"]!;

        Assert.Contains("DARK>CLEAR", result["moves"]!.AsArray().Select(move => $"{move!["from"]}>{move["to"]}"));
        var given = result["actions"]!.AsArray().Single(row => (string)row!["kind"]! == "writeOff")!;
        Assert.Equal((1, 2), ((int)given["live"]!, (int)given["draft"]!));
    }

    [Fact]
    public async Task Nothing_changes_and_the_evidence_says_what_it_rests_on()
    {
        await LiveAsync();
        var before = await _store.LastSequenceAsync();

        var first = await AskAsync(InForce);
        var again = await AskAsync(InForce);

        Assert.All(await _store.ReadLogAsync(before, 100), record => Assert.Equal(JobDecider.Kind, record.Key.Kind));
        var (one, other) = (first["evidence"]!, again["evidence"]!);
        Assert.Equal((string)one["inputs"]!, (string)other["inputs"]!);
        Assert.Equal((string)one["result"]!, (string)other["result"]!);
        Assert.Equal((string)one["draft"]!, (string)other["draft"]!);
        Assert.Equal(64, ((string)one["inputs"]!).Length);
        Assert.NotEqual(new string('0', 64), (string)one["inputs"]!);

        // One more fact is another past.
        await DoAsync("late", new AccountCommand.AddTag("X"));
        Assert.NotEqual((string)one["inputs"]!, (string)(await AskAsync(InForce))["evidence"]!["inputs"]!);
    }

    /// <summary>
    /// Seventy days with three accounts: one pays late, one pays in part and becomes a VIP, one loses a small bill to the
    /// policy and owes another one to the end.
    /// </summary>
    private async Task LiveAsync()
    {
        await PublishAsync();
        foreach (var id in (string[])["late", "part", "lost"])
        {
            await DoAsync(id, new AccountCommand.PutAccount { CustomerId = "c-" + id, Currency = "USD", TimeZone = "UTC" });
        }

        await DoAsync("late", Bill("b1", 100m, 2));
        await DoAsync("part", Bill("b1", 80m, 2));
        await DoAsync("lost", Bill("b1", 20m, 2));
        await PassAsync(10);
        await DoAsync("late", new AccountCommand.AddPayment("p1", 100m));
        await CloseTasksAsync();
        await PassAsync(25);
        await DoAsync("part", new AccountCommand.AddPayment("p1", 30m) { Status = PaymentStatus.Pending });
        await DoAsync("part", new AccountCommand.AddPayment("p1", 30m) { Status = PaymentStatus.Settled });
        await DoAsync("lost", Bill("b2", 500m, 0));
        await PassAsync(5);
        await DoAsync("lost", new AccountCommand.AddPayment("p1", 30m));
        await DoAsync("late", Bill("b2", 100m, 3));
        await DoAsync("part", new AccountCommand.PlaceHold("h", "check", null, null, HoldScope.Treatment));
        await PassAsync(1);
    }

    private async Task PublishAsync()
    {
        var document = SourceDocument.Of("policy.yaml", InForce).Document!;
        var answer = await _engine.AskAsync(
            new EntityKey("default", PolicyDocument.KindName, "default"),
            new PublicationCommand.Publish("yaml", InForce, JsonDocuments.Write(document), EffectiveFrom: null));
        Assert.Equal(Outcome.Accepted, answer.Outcome);
        await _engine.SettleAsync();
    }

    private AccountCommand.AddBill Bill(string id, decimal amount, int dueIn)
    {
        var today = _clock.Now.InUtc().Date;
        return new AccountCommand.AddBill(id, amount) { IssuedOn = today, DueDate = today.PlusDays(dueIn) };
    }

    private async Task DoAsync(string account, AccountCommand command)
    {
        var answer = await _engine.AskAsync(new EntityKey("default", AccountDecider.Kind, account), command);
        Assert.Equal(Outcome.Accepted, answer.Outcome);
        await _engine.SettleAsync();
    }

    private async Task CloseTasksAsync()
    {
        foreach (var task in await _store.ListAsync("default", CollectionTask.Kind, null, 10))
        {
            await _engine.AskAsync(task.Key, new TaskCommand.CloseTask("no_answer"));
        }

        await _engine.SettleAsync();
    }

    private async Task PassAsync(int days)
    {
        var until = _clock.Now + Duration.FromDays(days);
        while (await _store.ClaimDueAsync(until, 1) is [var due])
        {
            _clock.AdvanceTo(Instant.Max(_clock.Now, due.Wake));
            await _sweep.RunAsync(due.Wake);
            await _engine.SettleAsync();
        }

        _clock.AdvanceTo(until);
    }

    private async Task<JsonNode> AskAsync(string draft)
    {
        var job = WhatIfRequest.NewJob("default", new SystemEntropy());
        var request = new WhatIfRequest("default", "default", SourceDocument.Of("draft.yaml", draft), "backtest");
        Assert.Null((await request.StartAsync(_engine, job)).Rejection);
        await _engine.SettleAsync();
        var (state, _) = (await _engine.ReadAsync(job))!.Value;
        var view = JsonNode.Parse(JobView.Of((Job)state))!;
        Assert.Equal("completed", (string)view["status"]!);
        return view;
    }

    private static (int Live, int Draft) Started(JsonNode result)
    {
        var row = Assert.Single(result["treatments"]!.AsArray())!;
        return ((int)row["live"]!, (int)row["draft"]!);
    }
}
