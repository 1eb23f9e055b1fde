using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Domain.Jobs;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Messages;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Gateways.Jobs;

/// <summary>
/// Does the work of jobs. A re-evaluation walks the accounts in key order, wakes each (which brings it under the
/// configuration in force) and tells the job how far it came. Everything it does may be done twice.
/// </summary>
public sealed class JobRunner(Engine engine) : IMessageHandler
{
    private const int PageAccounts = 1_000;

    /// <inheritdoc/>
    public string Kind => RunnerRequest.GatewayKind;

    /// <inheritdoc/>
    public async ValueTask HandleAsync(MessageId id, Message message)
    {
        var request = JsonSerializer.Deserialize(message.Body.Span, JobJson.Default.RunnerRequest);
        Invariant.Require(request is not null, "A runner's request is readable.");
        var job = message.To with { Kind = JobDecider.Kind };
        if (request.Work == JobDecider.WhatIfWork)
        {
            await new WhatIfWalk(engine).RunAsync(job);
            return;
        }

        await ReevaluateAsync(job, request);
    }

    private async ValueTask ReevaluateAsync(EntityKey job, RunnerRequest request)
    {
        var after = request.AfterId;
        var effect = (await engine.Configurations.RefreshAsync(job.Tenant)).EffectOf(request.Number);
        while (true)
        {
            var page = await engine.Setup.Log.ListAsync(job.Tenant, AccountDecider.Kind, after, PageAccounts);
            if (page.Count == 0)
            {
                (await engine.AskAsync(job, new JobCommand.CompleteJob(after))).Decided();
                return;
            }

            // The job was started by a server to which the configuration is in force. To this one, whose clock may be
            // behind, it must be, too, or the accounts would keep the states of the one before.
            Instant? at = effect > engine.Setup.Clock.Now ? effect : null;
            var answers = await Task.WhenAll(page.Select(account => engine.WakeAsync(account.Key, at).AsTask()));
            var changed = answers.Count(answer => answer.Decided().Outcome == Outcome.Accepted);
            var last = page[^1].Key.Id;
            var advanced = await engine.AskAsync(job, new JobCommand.AdvanceJob(after, last, page.Count, changed));
            if (advanced.Decided().Outcome != Outcome.Accepted)
            {
                // Another run of the same job is ahead, or the job has ended: that run goes on, or nobody does.
                return;
            }

            after = last;
        }
    }
}
