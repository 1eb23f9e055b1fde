using Collections.Domain.Configuration;
using Collections.Domain.Tasks;
using Collections.Domain.Tests.Contacts;
using Collections.Domain.Tests.Laws;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Tasks;

/// <summary>The attempts that a contact policy allows a task.</summary>
public sealed class PaceInForceTests
{
    private static readonly Instant Ten = Instant.FromUtc(2026, 6, 1, 10, 0);

    private static readonly TenantConfiguration Two = Given.Policy(
        """{ "attempts": { "max": 2, "retryHours": [0, 5] } }""");

    [Fact]
    public void A_task_without_a_strategy_is_called_when_the_policy_says()
    {
        var pace = PaceInForce.Of(Terms("call", null), Two, Ten);

        Assert.Equal((2, 5), (pace.MaxAttempts, pace.RetryHours[1]));
        Assert.Equal(3, PaceInForce.Of(Terms("call", null), Given.Presets("CN_OUTBOUND"), Ten).MaxAttempts);
        Assert.Equal(3, PaceInForce.Of(Terms("visit", null), Two, Ten).MaxAttempts);
        Assert.Equal(3, PaceInForce.Of(Terms("call", null), Given.Presets("default"), Ten).MaxAttempts);
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(1, 1)]
    public void A_strategy_narrows_the_policy_and_never_widens_it(int own, int attempts)
    {
        var strategy = new TaskStrategy { MaxAttempts = own, RetryHours = [0, 1, 2, 3, 4] };

        var pace = PaceInForce.Of(Terms("call", strategy), Two, Ten);

        Assert.Equal((attempts, 1), (pace.MaxAttempts, pace.RetryHours[1]));
    }

    [Theory]
    [InlineData("UTC", 5)]
    [InlineData("Asia/Tokyo", 2)]
    public void A_rule_set_counts_from_its_day_on_in_the_accounts_zone(string zone, int attempts)
    {
        var june = Given.Policy("""{ "effectiveFrom": "2026-06-01", "attempts": { "max": 2, "retryHours": [0, 5] } }""");
        var terms = Terms("call", new TaskStrategy { MaxAttempts = 5 }) with { TimeZone = zone };

        Assert.Equal(attempts, PaceInForce.Of(terms, june, Instant.FromUtc(2026, 5, 31, 15, 0)).MaxAttempts);
    }

    [Fact]
    public void A_third_attempt_is_impossible_where_the_policy_allows_two()
    {
        var run = new EntityRun<TaskDecider, CollectionTask, TaskCommand, TaskEvent>(
            new EntityKey("default", TaskDecider.Kind, "t1"), Two, TaskJson.Default);
        var strategy = new TaskStrategy { MaxAttempts = 3, RetryHours = [0, 1, 2] };
        run.Command(Ten, new TaskCommand.CreateTask(Terms("call", strategy)));
        run.Command(Ten, Attempt("x1"));
        run.CatchUp(Ten + Duration.FromHours(4));
        run.Command(Ten + Duration.FromHours(4), Attempt("x2"));

        Assert.Equal((TaskPhase.Closed, "exhausted"), (run.State.Phase, run.State.Outcome));
        Assert.Equal("task_state", run.Command(Ten + Duration.FromHours(9), Attempt("x3")).Rejection?.Code);
    }

    private static TaskCommand.RecordAttempt Attempt(string id) =>
        new(new AttemptReport { AttemptId = id, Outcome = "NO_ANSWER" });

    private static TaskTerms Terms(string kind, TaskStrategy? strategy) =>
        new() { AccountId = "a1", PersonId = "c1", Kind = kind, TimeZone = "UTC", Strategy = strategy };
}
