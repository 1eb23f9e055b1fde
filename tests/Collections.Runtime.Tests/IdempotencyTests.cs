using System.Text;
using Collections.Runtime.Tests.Doubles;
using NodaTime;

namespace Collections.Runtime.Tests;

public sealed class IdempotencyTests
{
    private static AskOptions With(string hash) => new()
    {
        Idempotency = new IdempotentRequest(
            "key_1:abc", hash, answer => Encoding.UTF8.GetBytes($"{answer.Outcome} {answer.Version}")),
    };

    [Fact]
    public async Task The_first_answer_is_given_again_and_nothing_happens_twice()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(5), With("h1"));
        var again = await bench.Ask("a", new TallyCommand.Add(5), With("h1"));

        Assert.Equal((Outcome.Replayed, "Accepted 1"), (again.Outcome, Encoding.UTF8.GetString(again.Replay.Span)));
        Assert.Equal(5, (await bench.Read("a")).Sum);
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_refused()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(5), With("h1"));
        var other = await bench.Ask("a", new TallyCommand.Add(6), With("h2"));

        Assert.Equal("idempotency_key_reused", other.Rejection?.Code);
    }

    [Fact]
    public async Task A_refusal_is_kept_like_any_answer()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(-1), With("h1"));
        var again = await bench.Ask("a", new TallyCommand.Add(-1), With("h1"));

        Assert.Equal("Rejected 0", Encoding.UTF8.GetString(again.Replay.Span));
    }

    [Fact]
    public async Task Of_two_requests_at_once_one_is_told_that_the_other_is_under_way()
    {
        await using var bench = new Bench();
        var first = bench.Ask("a", new TallyCommand.Add(5), With("h1"));
        var second = bench.Ask("a", new TallyCommand.Add(5), With("h1"));

        Assert.Equal("request_in_progress", (await second).Rejection?.Code);
        Assert.Equal(Outcome.Accepted, (await first).Outcome);
    }

    [Fact]
    public async Task Two_servers_give_one_request_one_effect()
    {
        await using var one = new Bench();
        await using var two = new Bench(one.Memory);
        await one.Ask("a", new TallyCommand.Add(5), With("h1"));
        var again = await two.Ask("a", new TallyCommand.Add(5), With("h1"));

        Assert.Equal(Outcome.Replayed, again.Outcome);
        Assert.Equal(5, (await two.Read("a")).Sum);
    }

    [Fact]
    public async Task After_72_hours_the_key_is_free_again()
    {
        await using var bench = new Bench();
        await bench.Ask("a", new TallyCommand.Add(5), With("h1"));
        bench.Clock.AdvanceTo(Bench.Start + Duration.FromHours(72));
        await bench.Memory.DeleteExpiredAnswersAsync(bench.Clock.Now, 100);
        var later = await bench.Ask("a", new TallyCommand.Add(5), With("h1"));

        Assert.Equal(Outcome.Accepted, later.Outcome);
    }
}
