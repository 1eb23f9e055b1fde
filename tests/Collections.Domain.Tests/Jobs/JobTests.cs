using System.Text;
using Collections.Domain.Configuration;
using Collections.Domain.Jobs;
using Collections.Domain.Tests.Laws;
using Collections.Domain.WhatIf;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Jobs;

public sealed class JobTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 9, 0);

    private static readonly TenantConfiguration Shipped = TenantConfigurationFold.Initial("default");

    private readonly EntityRun<JobDecider, Job, JobCommand, JobEvent> _run =
        new(new EntityKey("default", "job", "reeval-7"), Shipped, JobJson.Default);

    [Fact]
    public void A_started_job_asks_the_runner()
    {
        var started = Assert.Single(Do(new JobCommand.StartReevaluation(7)).Events);
        var message = Assert.Single(JobDecider.React(_run.State, started, Shipped));
        Assert.Equal(new EntityKey("default", "job-runner", "reeval-7"), message.To);
        Assert.Equal(
            """{"jobId":"reeval-7","work":"reevaluation","number":7,"afterId":null}""",
            Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal((JobPhase.Running, Now), (_run.State.Phase, _run.State.StartedAt));
        Assert.Equal("running", JobDecider.Row(_run.State).Status);
    }

    [Fact]
    public void Starting_twice_is_starting_once()
    {
        Do(new JobCommand.StartReevaluation(7));
        Assert.Equal(Decision<JobEvent>.Nothing, Do(new JobCommand.StartReevaluation(7)));
        Assert.Equal("job_exists", Do(new JobCommand.StartReevaluation(8)).Rejection!.Code);
    }

    [Fact]
    public void Doubled_late_and_overlapping_batches_change_nothing()
    {
        Do(new JobCommand.StartReevaluation(7));
        Do(new JobCommand.AdvanceJob(null, "b", 2, 1));
        Do(new JobCommand.AdvanceJob(null, "b", 2, 1));
        Do(new JobCommand.AdvanceJob(null, "c", 3, 1));
        Do(new JobCommand.AdvanceJob("b", "a", 1, 1));
        Do(new JobCommand.AdvanceJob("b", "d", 2, 0));
        Assert.Equal(("d", 4L, 1L), (_run.State.AfterId, _run.State.Looked, _run.State.Changed));
        Assert.Empty(Do(new JobCommand.CompleteJob("b")).Events);
        Assert.Equal(new JobEvent.Completed(4, 1), Assert.Single(Do(new JobCommand.CompleteJob("d")).Events));
        Assert.Empty(Do(new JobCommand.AdvanceJob("d", "e", 1, 1)).Events);
        Assert.Equal((JobPhase.Completed, Now), (_run.State.Phase, _run.State.EndedAt));
    }

    [Fact]
    public void The_walk_is_in_ordinal_order()
    {
        Do(new JobCommand.StartReevaluation(7));
        Do(new JobCommand.AdvanceJob(null, "Z", 1, 0));
        Assert.Single(Do(new JobCommand.AdvanceJob("Z", "a", 1, 0)).Events);
    }

    [Fact]
    public void A_runner_that_is_silent_is_asked_again_ever_more_rarely()
    {
        Do(new JobCommand.StartReevaluation(7));
        _run.CatchUp(Now + Duration.FromSeconds(30 + 60 + 120));
        Assert.Equal([1, 2, 3], _run.Happened.Select(h => h.Event).OfType<JobEvent.Stalled>().Select(s => s.Stalls));
        Assert.Single(JobDecider.React(_run.State, _run.Happened[^1].Event, Shipped));

        var later = Now + Duration.FromMinutes(4);
        _run.Command(later, new JobCommand.AdvanceJob(null, "a", 1, 0));
        Assert.Equal(later + Duration.FromSeconds(30), _run.NextWake);
        Assert.Equal(Duration.FromDays(1), StallPatience.After(1_000));
    }

    [Fact]
    public void A_failed_job_goes_on_where_it_stood()
    {
        Do(new JobCommand.StartReevaluation(7));
        Do(new JobCommand.AdvanceJob(null, "b", 2, 1));
        Do(new JobCommand.FailJob("store_down"));
        Assert.Equal((JobPhase.Failed, "store_down"), (_run.State.Phase, _run.State.Error));
        Assert.Null(_run.NextWake);
        Do(new JobCommand.ResumeJob());
        Assert.Equal((JobPhase.Running, "b", null), (_run.State.Phase, _run.State.AfterId, _run.State.Error));
    }

    [Fact]
    public void A_job_that_never_started_is_unknown_and_has_no_row()
    {
        var refusal = Do(new JobCommand.AdvanceJob(null, "a", 1, 0)).Rejection;
        Assert.Equal((RejectionClass.Unknown, "job_unknown"), (refusal!.Class, refusal.Code));
        Assert.Null(JobDecider.Row(_run.State).Status);
    }

    [Fact]
    public void What_has_ended_stays_ended()
    {
        Do(new JobCommand.StartReevaluation(7));
        Do(new JobCommand.CancelJob());
        Assert.Empty(Do(new JobCommand.CancelJob()).Events);
        Assert.Empty(Do(new JobCommand.CompleteJob(null)).Events);
        Assert.Equal("job_state", Do(new JobCommand.ResumeJob()).Rejection!.Code);
        Assert.Equal(JobPhase.Cancelled, _run.State.Phase);
    }

    [Fact]
    public void A_what_if_adds_up_what_its_batches_count_once_each()
    {
        Do(new JobCommand.StartWhatIf("default", """{"states":[]}""", "now"));
        var batch = new WhatIfTally { Accounts = 2, Moves = [new WhatIfMove("LATE", "CLEAR", 2, [])] };
        Do(new JobCommand.AdvanceJob(null, "b", 2, 2) { Tally = batch });
        Do(new JobCommand.AdvanceJob(null, "b", 2, 2) { Tally = batch });
        Do(new JobCommand.AdvanceJob("b", "c", 2, 2) { Tally = batch });
        Assert.Equal("invalid_request", Do(new JobCommand.AdvanceJob("c", "d", 1, 0)).Rejection!.Code);
        Do(new JobCommand.CompleteJob("c"));

        Assert.Equal(4, _run.State.Tally!.Accounts);
        Assert.Equal(4, Assert.Single(_run.State.Tally.Moves).Accounts);
        Assert.Equal((JobPhase.Completed, 4L), (_run.State.Phase, _run.State.Changed));
    }

    [Fact]
    public void A_what_if_of_another_draft_is_another_job()
    {
        var first = new JobCommand.StartWhatIf("default", """{"states":[]}""", "now");
        Do(first);
        Assert.Empty(Do(first).Events);
        Assert.Equal("job_exists", Do(first with { Policy = "other" }).Rejection!.Code);
    }

    private Decision<JobEvent> Do(JobCommand command) => _run.Command(Now, command);
}
