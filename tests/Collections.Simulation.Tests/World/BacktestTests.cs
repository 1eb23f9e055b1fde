using System.Text.Json.Nodes;
using Collections.Domain.Jobs;
using Collections.Gateways.Composition;
using Collections.Gateways.Jobs;
using Collections.Gateways.Notices;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Simulation.Scenarios;
using Collections.Simulation.World;
using Collections.Storage.InMemory;

namespace Collections.Simulation.Tests.World;

public sealed class BacktestTests
{
    /// <summary>
    /// The demo's portfolio has everything that can be recorded: notices, calls, treatments, late and returned payments,
    /// disputes. Its own policy, run again over that past, must come to the same on every account and every day.
    /// </summary>
    [Fact]
    public async Task The_policy_of_a_simulated_portfolio_comes_to_its_recorded_past()
    {
        await using var store = new InMemoryStore();
        var clock = new VirtualClock(WorldOptions.Start);
        var vault = new PersonalDataVault(store, new SteadyEntropy(), new byte[TenantKeys.MasterLength]);
        var mailbox = new Mailbox(samples: null);
        await using var engine = ProductEngine.Over(
            store, clock, new Outside { Notices = new NoticeDelivery(vault, mailbox) });
        var options = new WorldOptions { Accounts = 150, Days = 100 };
        await new PortfolioLife(new WorldHost(engine, clock, vault, mailbox), options).RunAsync(_ => { });

        var job = WhatIfRequest.NewJob(WorldHost.Tenant, new SystemEntropy());
        var request = new WhatIfRequest(WorldHost.Tenant, "default", DemoPolicy.Document, "backtest");
        Assert.Null((await request.StartAsync(engine, job)).Rejection);
        await engine.SettleAsync();

        var view = JsonNode.Parse(JobView.Of((Job)(await engine.ReadAsync(job))!.Value.State))!;
        Assert.Equal("completed", (string)view["status"]!);
        Assert.Equal(0, (int)view["evidence"]!["refused"]!);
        var result = view["result"]!;
        Assert.All(result["moves"]!.AsArray(), move => Assert.Equal((string)move!["from"]!, (string)move["to"]!));
        foreach (var part in (string[])["days", "treatments", "actions"])
        {
            Assert.NotEmpty(result[part]!.AsArray());
            Assert.All(
                result[part]!.AsArray(),
                row => Assert.True((long)row!["live"]! == (long)row["draft"]!, $"{part}: {row.ToJsonString()}"));
        }
    }
}
