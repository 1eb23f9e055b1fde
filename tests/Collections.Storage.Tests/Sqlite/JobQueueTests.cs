using System.Collections.Concurrent;
using Collections.Storage.Sqlite;
using Xunit;

namespace Collections.Storage.Tests.Sqlite;

/// <summary>The queue between the store's threads.</summary>
public sealed class JobQueueTests
{
    [Fact]
    public void Jobs_leave_in_the_order_in_which_they_came()
    {
        var queue = new JobQueue<int>();
        queue.Add(1);
        queue.Add(2);

        Assert.True(queue.Take(out var first));
        Assert.True(queue.TryTake(out var second));
        Assert.Equal((1, 2), (first, second));
        Assert.False(queue.TryTake(out _));
    }

    [Fact]
    public void A_closed_queue_gives_what_it_holds_and_takes_nothing()
    {
        var queue = new JobQueue<int>();
        queue.Add(1);
        queue.Close();

        Assert.Throws<ObjectDisposedException>(() => queue.Add(2));
        Assert.True(queue.Take(out var held));
        Assert.Equal(1, held);
        Assert.False(queue.Take(out _));
    }

    [Fact]
    public async Task Closing_wakes_whoever_waits()
    {
        var empty = new JobQueue<int>();
        var full = new JobQueue<int>(max: 1);
        full.Add(1);
        var taker = OnThread(() => Assert.False(empty.Take(out _)));
        var adder = OnThread(() => Assert.Throws<ObjectDisposedException>(() => full.Add(2)));

        empty.Close();
        full.Close();

        await Task.WhenAll(taker, adder).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// With room for one job adders and takers sleep all the time, and in every mixture: a wake-up that reaches the
    /// wrong one would leave all of them asleep.
    /// </summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 1, 1)]
    [InlineData(1, 4, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(4, 4, 3)]
    public async Task Every_job_arrives_once_however_many_add_and_take(int adders, int takers, int max)
    {
        const int Each = 5_000;
        var queue = new JobQueue<int>(max);
        var taken = new ConcurrentBag<int>();
        var adding = Enumerable.Range(0, adders).Select(adder => OnThread(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                queue.Add((adder * Each) + i);
            }
        }));
        var taking = Enumerable.Range(0, takers).Select(_ => OnThread(() =>
        {
            while (queue.Take(out var job))
            {
                taken.Add(job);
            }
        })).ToList();

        var limit = TimeSpan.FromMinutes(2);
        await Task.WhenAll(adding).WaitAsync(limit, TestContext.Current.CancellationToken);
        queue.Close();
        await Task.WhenAll(taking).WaitAsync(limit, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, adders * Each), taken.Order());
    }

    private static Task OnThread(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
