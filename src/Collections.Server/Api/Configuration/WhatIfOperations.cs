using Collections.Domain.Jobs;
using Collections.Gateways.Jobs;
using Collections.Kernel.Documents;
using Collections.Server.Api.Http;
using Collections.Server.Api.Jobs;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Configuration;

/// <summary>Asks what a draft of a policy would do to the accounts as they stand, or to their past.</summary>
internal static class WhatIfOperations
{
    public static IReadOnlyList<Operation> All =>
    [
        new("askWhatIf", "POST", "/policies/{name}/what-if", AskAsync)
        {
            Tag = PublishedKind.Policies.PluralTitle,
            Summary = "Tries a draft as a job, on the live portfolio or on its last 90 days as the log holds them: "
                + "which accounts would move from which state to which, which treatments would start. "
                + "Nothing changes by it.",
            Body = Shape.Anything,
            BodyTypes = PublishedKind.Policies.Types,
            Answer = JobOperations.Job,
            Successes = [202],
            Query =
            [
                new(
                    "mode",
                    Shape.Word("now", "backtest"),
                    "now when left out; backtest runs the draft over the recorded past."),
            ],
        },
    ];

    private static async ValueTask<ApiReply> AskAsync(ApiCall call)
    {
        var mode = call.Query.Word("mode", "now", "backtest") ?? "now";
        var draft = DraftReading.Of(call);
        if ((call.Query.Finish() ?? draft.Refusal) is { } refusal)
        {
            return call.Refuse(refusal);
        }

        var job = WhatIfRequest.NewJob(call.Caller.Tenant, call.Server.Entropy);
        var start = new JobCommand.StartWhatIf(call.Part("name"), JsonDocuments.Write(draft.Document!), mode);
        return await call.AskAsync(job, start, answer =>
            new ApiReply(202, JobView.Of((Job)answer.State!))
            {
                Version = answer.Version,
                Location = $"/v1/jobs/{job.Id}",
            });
    }
}
