using Collections.Gateways.Composition;
using Collections.Gateways.Notices;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Ports;
using Collections.Simulation.Report;
using Collections.Simulation.Scenarios;
using Collections.Simulation.World;
using Collections.Storage.InMemory;

namespace Collections.Simulation.Tests.World;

/// <summary>A small world and its page.</summary>
internal static class DemoWorld
{
    public static async Task<string> PageAsync<TStore>(TStore store, WorldOptions options)
        where TStore : IEntityStore, ILogReader, IPersonalDataStore
    {
        var (page, _) = await LifeAsync(store, options);
        return page;
    }

    public static async Task<(string Page, PortfolioLife Life)> LifeAsync<TStore>(TStore store, WorldOptions options)
        where TStore : IEntityStore, ILogReader, IPersonalDataStore
    {
        var clock = new VirtualClock(WorldOptions.Start);
        var vault = new PersonalDataVault(store, new SteadyEntropy(), new byte[TenantKeys.MasterLength]);
        var mailbox = new Mailbox(samples: null);
        var engine = ProductEngine.Over(
            store, clock, new Outside { Notices = new NoticeDelivery(vault, mailbox) });
        await using (engine)
        {
            var life = new PortfolioLife(new WorldHost(engine, clock, vault, mailbox), options);
            await life.RunAsync(_ => { });
            return (DemoReport.Of(life), life);
        }
    }

    public static async Task<(string Page, PortfolioLife Life)> InMemoryAsync(WorldOptions options)
    {
        await using var store = new InMemoryStore();
        return await LifeAsync(store, options);
    }
}
