using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;

namespace Collections.Simulation.World;

/// <summary>The counter of a world that has one engine.</summary>
internal sealed class Counter(WorldHost host, Refusals refusals) : ICounter
{
    public ValueTask<Account> ReadAsync(string accountId) => host.ReadAsync(accountId);

    public async Task AskAsync(string accountId, AccountCommand command, Principal who) =>
        refusals.Note(await host.Engine.AskAsync(
            WorldHost.Account(accountId), command, new AskOptions { Principal = who }));
}
