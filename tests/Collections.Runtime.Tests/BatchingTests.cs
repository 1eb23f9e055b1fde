using Collections.Kernel;
using Collections.Runtime.Tests.Doubles;

namespace Collections.Runtime.Tests;

public sealed class BatchingTests
{
    [Fact]
    public async Task Three_batches_are_under_way_at_a_time_and_the_rest_gathers_behind_them()
    {
        await using var bench = new Bench();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Store.CommitsHeldBy = held.Task;
        List<Task<Answer>> answers = [];
        foreach (var id in new[] { "a", "b", "c" })
        {
            // A batch of its own for each: the next comes when this one is already on its way.
            answers.Add(bench.Ask(id, new TallyCommand.Add(1)).AsTask());
            await bench.Store.Batches.WaitAsync();
        }

        answers.AddRange(new[] { "d", "e", "f", "g" }.Select(id => bench.Ask(id, new TallyCommand.Add(1)).AsTask()));
        Assert.DoesNotContain(answers, answer => answer.IsCompleted);
        held.SetResult();

        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(Outcome.Accepted, answer.Outcome));
        Assert.Equal(3, bench.Store.UnderWayMost);
        Assert.Equal(7, bench.Store.Commits);
    }
}
