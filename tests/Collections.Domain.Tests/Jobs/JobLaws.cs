using System.Text.Json.Serialization;
using Collections.Domain.Jobs;
using Collections.Domain.Tests.Laws;
using Collections.Domain.WhatIf;
using Collections.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Domain.Tests.Jobs;

public sealed class JobLaws : DeciderLaws<JobDecider, Job, JobCommand, JobEvent>
{
    private static readonly string?[] Ids = [null, "a", "b", "c"];

    protected override JsonSerializerContext Json => JobJson.Default;

    protected override Gen<EntityKey> Keys => Gen.Constant(new EntityKey("default", JobDecider.Kind, "reeval-1"));

    protected override Gen<JobCommand> Commands => Gen.Frequency(
        (5, Gen.Elements<JobCommand>(new JobCommand.StartReevaluation(1), new JobCommand.StartReevaluation(2))),
        (3, Gen.Elements("now", "backtest", "ever").Select(mode => (JobCommand)WhatIf(mode))),
        (5, Gen.Elements(Ids).SelectMany(from => Gen.Elements("a", "b", "c"), Advance)),
        (5, Gen.Elements(Ids).SelectMany(from => Gen.Elements("a", "b", "c"), Count)),
        (1, Gen.Elements(Ids).Select(from => (JobCommand)new JobCommand.CompleteJob(from))),
        (2, Gen.Elements<JobCommand>(new JobCommand.FailJob("store_down"), new JobCommand.FailJob(string.Empty))),
        (1, Gen.Constant<JobCommand>(new JobCommand.CancelJob())),
        (2, Gen.Constant<JobCommand>(new JobCommand.ResumeJob())));

    protected override int EventsMax => 1;

    private static JobCommand.StartWhatIf WhatIf(string mode) => new("default", """{"states":[]}""", mode);

    private static JobCommand Count(string? from, string after) =>
        new JobCommand.AdvanceJob(from, after, 10, 2) { Tally = OneMove(after) };

    private static WhatIfTally OneMove(string account)
    {
        var side = new WhatIfSide("default", "CLEAR", false, [], []);
        return new WhatIfTally
        {
            Accounts = 1,
            FollowLive = 1,
            FollowDraft = 1,
            Moves = [new WhatIfMove("LATE", "CLEAR", 1, [new WhatIfSample(account, side, side)])],
            Starts = [new WhatIfStart("late", "calls", 1, 0)],
            Actions = [new WhatIfAction("task", null, 0, 1)],
        };
    }

    private static JobCommand Advance(string? from, string after) => new JobCommand.AdvanceJob(from, after, 10, 2);
}
