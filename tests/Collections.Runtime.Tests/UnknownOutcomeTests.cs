using Collections.Runtime.Tests.Doubles;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class UnknownOutcomeTests
{
    [Fact]
    public async Task A_commit_whose_answer_was_lost_counts_once_and_is_answered()
    {
        await using var bench = new Bench();
        bench.Store.LoseAnswers = 1;
        var answer = await bench.Ask("a", new TallyCommand.Add(5));

        Assert.Equal(Outcome.Accepted, answer.Outcome);
        Assert.Equal(5, (await bench.Read("a")).Sum);
        Assert.Single(await bench.Log("a"));
    }

    [Fact]
    public async Task Messages_of_a_commit_whose_answer_was_lost_are_delivered()
    {
        await using var bench = new Bench();
        bench.Store.LoseAnswers = 1;
        await bench.Ask("a", new TallyCommand.Pass("tally/b", 5));
        await bench.Engine.SettleAsync();

        Assert.Equal(5, (await bench.Read("b")).Sum);
    }

    [Fact]
    public async Task Messages_of_a_commit_that_nobody_could_tell_of_leave_before_later_ones()
    {
        // What comes twice stays in memory, so that the load that fails is the one that would settle.
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(1));
        await bench.Ask("a", new TallyCommand.Add(1));
        bench.Store.LoseAnswers = 1;
        bench.Store.FailLoads = 1;

        var lost = bench.Ask("a", new TallyCommand.Pass("tally/b", 5)).AsTask();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        var later = bench.Ask("a", new TallyCommand.Pass("tally/b", 7)).AsTask();
        Assert.False(later.IsCompleted);
        bench.Clock.AdvanceTo(Bench.Start + Duration.FromSeconds(2));
        Assert.Equal(Outcome.Accepted, (await later).Outcome);
        await bench.Engine.SettleAsync();

        Assert.Equal(12, (await bench.Read("b")).Sum);
        Assert.Equal(2, (await bench.Log("b")).Count);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_when_others_wrote_since()
    {
        await using var one = new Bench();
        await using var two = new Bench(one.Memory);
        await one.Ask("a", new TallyCommand.Add(1));
        one.Store.LoseAnswers = 1;
        one.Store.BeforeFault = () => two.Ask("a", new TallyCommand.Add(10)).AsTask();

        Assert.Equal(Outcome.Accepted, (await one.Ask("a", new TallyCommand.Pass("tally/b", 5))).Outcome);
        await one.Engine.SettleAsync();

        Assert.Equal(5, (await one.Read("b")).Sum);
        Assert.Equal(3, (await one.Log("a")).Count);
    }

    [Fact]
    public async Task A_commit_that_failed_before_it_was_written_is_decided_again()
    {
        await using var bench = new Bench();
        bench.Store.FailBefore = 2;
        var answer = await bench.Ask("a", new TallyCommand.Add(5));

        Assert.Equal(Outcome.Accepted, answer.Outcome);
        Assert.Single(await bench.Log("a"));
    }

    [Fact]
    public async Task A_message_whose_receiver_could_not_decide_is_delivered_later()
    {
        await using var bench = new Bench();
        bench.Store.LoseAnswers = 1;

        // As often as a command is tried, and once more.
        bench.Store.BeforeFault = () =>
        {
            bench.Store.FailBefore = new EngineLimits().ConflictRetriesMax + 2;
            return Task.CompletedTask;
        };
        await bench.Ask("a", new TallyCommand.Pass("tally/b", 5));
        while (bench.Engine.MessagesOutstanding > 0)
        {
            // Each turn of the clock lets a waiting delivery run.
            bench.Clock.AdvanceTo(bench.Clock.Now + Duration.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(5, (await bench.Read("b")).Sum);
    }

    [Fact]
    public async Task Two_engines_on_one_entity_lose_no_update()
    {
        await using var one = new Bench();
        await using var two = new Bench(one.Memory);
        var asked = Enumerable.Range(0, 100).Select(
            i => (i % 2 == 0 ? one : two).Ask("a", new TallyCommand.Add(1)).AsTask());
        var answers = await Task.WhenAll(asked);

        var accepted = answers.Count(a => a.Outcome == Outcome.Accepted);
        Assert.All(answers, a => Assert.True(a.Outcome == Outcome.Accepted || a.Rejection?.Code == "busy"));
        Assert.Equal(accepted, (await new Bench(one.Memory).Read("a")).Sum);
    }

    [Fact]
    public async Task Two_publications_at_once_get_two_numbers()
    {
        await using var one = new Bench();
        await using var two = new Bench(one.Memory);
        await Task.WhenAll(
            one.Ask("p1", new TallyCommand.Publish(1, Bench.Start)).AsTask(),
            two.Ask("p2", new TallyCommand.Publish(2, Bench.Start)).AsTask());

        var numbers = (await one.Memory.ReadPublicationsAsync("t", 0)).Select(p => p.Number);
        Assert.Equal([1L, 2L], numbers);
    }
}
