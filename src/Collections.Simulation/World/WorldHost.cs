using Collections.Domain.Accounts;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Clock;
using Collections.Runtime.Personal;
using Collections.Runtime.Wakeups;
using NodaTime;

namespace Collections.Simulation.World;

/// <summary>The engine a world lives on, as whoever opened the folder made it.</summary>
/// <param name="Engine">The engine; its notices must go to <paramref name="Mailbox"/>.</param>
/// <param name="Clock">The clock it runs on, standing at the world's start.</param>
/// <param name="Vault">Seals names and addresses.</param>
/// <param name="Mailbox">Where its notices land.</param>
public sealed record WorldHost(Engine Engine, VirtualClock Clock, PersonalDataVault Vault, Mailbox Mailbox)
{
    /// <summary>The tenant the world is.</summary>
    public const string Tenant = "default";

    /// <summary>Commands under way at once: enough to share durable writes, few enough to stay small.</summary>
    private const int InFlightMax = 512;

    private readonly WakeupSweep _sweep = new(Engine);

    /// <summary>The key of an account.</summary>
    internal static EntityKey Account(string id) => new(Tenant, AccountDecider.Kind, id);

    /// <summary>
    /// Moves time on. Whatever falls due at one instant fires together, at that instant, and its messages are
    /// delivered before the next: entities do not share a state, so that their order within an instant is nobody's.
    /// </summary>
    internal async ValueTask MoveToAsync(Instant to)
    {
        while (await Engine.Setup.Store.ClaimDueAsync(to, 1) is [var due])
        {
            Clock.AdvanceTo(Instant.Max(Clock.Now, due.Wake));
            var fired = await _sweep.RunAsync(due.Wake);
            Invariant.Require(fired > 0 && _sweep.Stopped.Count == 0, $"{due.Key} wakes when it is due.");
        }

        Clock.AdvanceTo(to);
    }

    /// <summary>Runs something for each item, many at a time, then delivers every message.</summary>
    internal async ValueTask ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> act)
    {
        foreach (var batch in items.Chunk(InFlightMax))
        {
            await Task.WhenAll(batch.Select(act));
        }

        await Engine.SettleAsync();
    }

    /// <summary>The account as it is durable.</summary>
    internal async ValueTask<Account> ReadAsync(string accountId)
    {
        var read = await Engine.ReadAsync(Account(accountId));
        return read is { State: Domain.Accounts.Account account }
            ? account
            : throw Invariant.Unreachable($"{accountId} exists.");
    }
}
