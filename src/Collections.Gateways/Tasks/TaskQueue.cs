using System.Collections.Concurrent;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Gateways.Tasks;

/// <summary>Who wants the next task of which worklist.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Agent">Who.</param>
public sealed record NextTask(string Tenant, string Agent)
{
    /// <summary>The worklist; null for any.</summary>
    public string? Queue { get; init; }

    /// <summary>The kind of task; null for any.</summary>
    public string? Kind { get; init; }

    /// <summary>The campaign; null for any.</summary>
    public string? Campaign { get; init; }

    /// <summary>Marks the request, so that repeating it gives the same task; null for none.</summary>
    public string? ClaimId { get; init; }
}

/// <summary>
/// Hands out the tasks of worklists: the most urgent one that is ready, to one agent each. Lists only say what might be
/// free; whether it is, the task itself decides, so that no two agents ever get the same one, on any server.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="rows">Lists of rows.</param>
public sealed class TaskQueue(Engine engine, IRowQueries rows)
{
    private const int CandidatesMax = 64;

    // Each round sees what the others took meanwhile; under steady contention some task is won in the first two.
    private const int RoundsMax = 8;

    private static readonly Duration BlockedFor = Duration.FromDays(1);

    // Tasks that somebody on this server is asking for right now: asking as well would be in vain.
    private readonly ConcurrentDictionary<EntityKey, byte> _asked = new();

    /// <summary>Claims the next task; null when none is ready for this agent.</summary>
    /// <param name="next">Who wants what.</param>
    /// <param name="options">Who asks.</param>
    public async ValueTask<Answer?> ClaimAsync(NextTask next, AskOptions options)
    {
        if (await RepeatedAsync(next) is { } repeated)
        {
            return repeated;
        }

        for (var round = 0; round < RoundsMax; round++)
        {
            var candidates = await CandidatesAsync(next);
            if (candidates.Count == 0)
            {
                return null;
            }

            foreach (var candidate in candidates)
            {
                if (await TryClaimAsync(next, candidate, options) is { } claimed)
                {
                    return claimed;
                }
            }
        }

        return null;
    }

    private async ValueTask<Answer?> TryClaimAsync(NextTask next, ListedEntity candidate, AskOptions options)
    {
        if (candidate.Row.Parent is not { } account || !_asked.TryAdd(candidate.Key, 0))
        {
            return null;
        }

        try
        {
            if (await HoldBackAsync(candidate.Key, options))
            {
                return null;
            }

            var claim = new TaskCommand.ClaimTask(next.Agent, account, next.ClaimId);
            var answer = await TaskDesk.AskAsync(engine, candidate.Key, claim, options);

            // Nothing new means that the agent has it already: it is not the next one.
            return answer.Outcome == Outcome.Accepted
                && answer.State is CollectionTask { Claim: { } standing } && standing.Agent == next.Agent
                ? answer
                : null;
        }
        finally
        {
            _asked.TryRemove(candidate.Key, out _);
        }
    }

    /// <summary>
    /// A task whose customer may not be contacted now is nothing to hand out: it waits until he may, or until the next
    /// day when nothing says when that is.
    /// </summary>
    private async ValueTask<bool> HoldBackAsync(EntityKey task, AskOptions options)
    {
        if (await AttemptDesk.LookAsync(engine, task) is not { } permission
            || (permission.BlockedBy ?? permission.DeferredBy) is not { } rule)
        {
            return false;
        }

        var until = permission.Until ?? permission.EvaluatedAt + BlockedFor;
        await engine.AskAsync(task, new TaskCommand.DeferTask(until, rule), options);
        return true;
    }

    /// <summary>What may be free for the agent: his own and anyone's, most urgent first.</summary>
    private async ValueTask<List<ListedEntity>> CandidatesAsync(NextTask next)
    {
        var own = await rows.FindAsync(Query(next, $"ready:{next.Agent}"));
        var anyones = await rows.FindAsync(Query(next, "ready:any"));
        return
        [
            .. own.Concat(anyones)
                .OrderBy(found => found.Row.AmountMinor)
                .ThenBy(found => found.Key.Id, StringComparer.Ordinal),
        ];
    }

    private async ValueTask<Answer?> RepeatedAsync(NextTask next)
    {
        if (next.ClaimId is not { } claimId)
        {
            return null;
        }

        var found = await rows.FindAsync(Query(next, $"claim:{claimId}") with { Limit = 1 });
        return found is [var task] && await engine.ReadAsync(task.Key) is (CollectionTask state, var version)
            ? new Answer(Outcome.Unchanged, version, state)
            : null;
    }

    private static RowQuery Query(NextTask next, string ready) => new(next.Tenant, TaskDecider.Kind)
    {
        Limit = CandidatesMax,
        Status = "open",
        SmallestFirst = true,
        Labels =
        [
            ready, .. Label("queue", next.Queue), .. Label("kind", next.Kind), .. Label("campaign", next.Campaign),
        ],
    };

    private static IEnumerable<string> Label(string name, string? value) => value is null ? [] : [$"{name}:{value}"];
}
