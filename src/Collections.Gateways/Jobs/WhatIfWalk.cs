using Collections.Domain.Accounts;
using Collections.Domain.Configuration;
using Collections.Domain.Jobs;
using Collections.Domain.WhatIf;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Configuration;
using Collections.Runtime.Reading;

namespace Collections.Gateways.Jobs;

/// <summary>
/// Does the work of a what-if: reads the accounts page by page beside the command path, looks at each under the policy
/// in force and under the draft, and tells the job the sums. One page at a time, so it never takes more than one core.
/// </summary>
/// <param name="engine">The engine.</param>
internal sealed class WhatIfWalk(Engine engine)
{
    private const int PageAccounts = 1_000;

    // A millisecond of judging; then whoever waits for the thread gets it.
    private const int AccountsBetweenPauses = 20;

    private readonly EntityPages _pages = new(engine.Setup);

    /// <summary>Walks on from where the job stands until nothing is left or another walk is ahead.</summary>
    public async ValueTask RunAsync(EntityKey job)
    {
        if (await engine.ReadAsync(job) is not (Job { Phase: JobPhase.Running, Question: { } question } state, _))
        {
            return;
        }

        var look = await LookAsync(state, question);
        var backtest = question.Mode == WhatIfQuestion.Backtest ? await BacktestAsync(state, question) : null;
        while (true)
        {
            var page = await _pages.ReadAsync(job.Tenant, AccountDecider.Kind, state.AfterId, PageAccounts);
            if (page.Count == 0)
            {
                (await engine.AskAsync(job, new JobCommand.CompleteJob(state.AfterId))).Decided();
                return;
            }

            var tally = backtest is null
                ? await CountAsync(look, page, state.Tally!)
                : await CountAsync(backtest, page, state.Tally!);
            var advance = new JobCommand.AdvanceJob(state.AfterId, page[^1].Key.Id, page.Count, Moved(tally))
            {
                Tally = tally,
            };
            var answer = await engine.AskAsync(job, advance);
            if (answer.Decided() is not { Outcome: Outcome.Accepted, State: Job { Phase: JobPhase.Running } next })
            {
                // Another walk of the same job is ahead, or the job has ended.
                return;
            }

            state = next;
        }
    }

    private async ValueTask<WhatIfLook> LookAsync(Job job, WhatIfQuestion question)
    {
        Invariant.Require(job.StartedAt is not null, "A running job has started.");
        var timeline = await engine.Configurations.OfAsync(job.Tenant);
        var live = (TenantConfiguration)timeline.ByNumber(job.Number);
        return new WhatIfLook(live, DraftOf(job, question, timeline), job.StartedAt.Value);
    }

    private static PolicyVersion DraftOf(Job job, WhatIfQuestion question, ConfigurationTimeline timeline)
    {
        var live = (TenantConfiguration)timeline.ByNumber(job.Number);
        var draft = PolicyDraft.Read(question.Content, question.Policy, live);
        Invariant.Require(draft.Policy is not null, "A draft was judged before its job started.");
        return new PolicyVersion(draft.Policy, question.Version, job.StartedAt!.Value);
    }

    private async ValueTask<BacktestWalk> BacktestAsync(Job job, WhatIfQuestion question)
    {
        var timeline = await engine.Configurations.OfAsync(job.Tenant);
        return BacktestWalk.Of(engine, DraftOf(job, question, timeline), timeline, job.StartedAt!.Value);
    }

    private static async ValueTask<WhatIfTally> CountAsync(
        BacktestWalk backtest, IReadOnlyList<EntityReading> page, WhatIfTally before)
    {
        var counting = new WhatIfCounting(before);
        var heads = (before.Inputs ?? BacktestInputs.None).Heads;
        foreach (var account in page)
        {
            heads = await backtest.CountAsync(account.Key, heads, counting);
            await Task.Yield();
        }

        return counting.ToTally();
    }

    private static async ValueTask<WhatIfTally> CountAsync(
        WhatIfLook look, IReadOnlyList<EntityReading> page, WhatIfTally before)
    {
        var counting = new WhatIfCounting(before);
        for (var i = 0; i < page.Count; i++)
        {
            look.Count(page[i].Key, page[i].Version, (Account)page[i].State, counting);
            if ((i + 1) % AccountsBetweenPauses == 0)
            {
                await Task.Yield();
            }
        }

        return counting.ToTally();
    }

    private static int Moved(WhatIfTally tally) =>
        (int)tally.Moves.Where(move => move.From != move.To).Sum(move => move.Accounts);
}
