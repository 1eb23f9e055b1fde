using Collections.Kernel;
using Collections.Runtime.Batching;
using Collections.Runtime.Clock;
using Collections.Runtime.Tests.Doubles;
using NodaTime;

namespace Collections.Runtime.Tests;

/// <summary>When a batch starts beside others: batches are served here only when the test says so.</summary>
public sealed class GatheringPumpTests : IDisposable
{
    private static readonly Gathering Four = new(10) { BesideMin = 4 };

    private readonly WatchedClock _clock = new();
    private readonly SemaphoreSlim _started = new(0);
    private readonly Lock _gate = new();
    private readonly List<(IReadOnlyList<int> Requests, TaskCompletionSource Served)> _batches = [];

    public void Dispose()
    {
        _started.Dispose();
        _clock.Dispose();
    }

    [Fact]
    public async Task A_batch_alone_starts_at_once()
    {
        var pump = Pump(Four);
        var answer = pump.AskAsync(7);

        Assert.Equal([7], (await StartedAsync()).Requests);
        Serve(0);
        Assert.Equal(70, await answer);
    }

    [Fact]
    public async Task Beside_others_it_starts_once_it_is_large_enough()
    {
        var pump = Pump(Four);
        _ = pump.AskAsync(0);
        await StartedAsync();
        _ = pump.AskAsync(1);
        _ = pump.AskAsync(2);
        _ = pump.AskAsync(3);

        // It waits by the clock, so it has not started.
        await _clock.WaitedForAsync();
        Assert.Equal(1, Count);
        _ = pump.AskAsync(4);

        Assert.Equal([1, 2, 3, 4], (await StartedAsync()).Requests);
    }

    [Fact]
    public async Task Among_fewer_than_a_batch_may_hold_nobody_waits_for_more_than_it_may()
    {
        var pump = Pump(new Gathering(2) { BesideMin = 4 });
        _ = pump.AskAsync(0);
        await StartedAsync();
        _ = pump.AskAsync(1);
        _ = pump.AskAsync(2);

        Assert.Equal([1, 2], (await StartedAsync()).Requests);
    }

    [Fact]
    public async Task A_small_one_starts_when_no_other_is_left()
    {
        var pump = Pump(Four);
        _ = pump.AskAsync(0);
        await StartedAsync();
        _ = pump.AskAsync(1);
        await _clock.WaitedForAsync();
        Assert.Equal(1, Count);
        Serve(0);

        Assert.Equal([1], (await StartedAsync()).Requests);
    }

    [Fact]
    public async Task One_that_stands_still_holds_up_others_as_long_as_their_patience_and_no_longer()
    {
        var pump = Pump(Four);
        _ = pump.AskAsync(0);
        await StartedAsync();
        var answer = pump.AskAsync(1);
        await _clock.WaitedForAsync();
        var over = _clock.Now + Duration.FromTimeSpan(Four.Patience);
        _clock.AdvanceTo(over - Duration.FromMilliseconds(1));
        await Task.Yield();
        Assert.Equal(1, Count);
        _clock.AdvanceTo(over);

        Assert.Equal([1], (await StartedAsync()).Requests);
        Serve(1);
        Assert.Equal(10, await answer);
    }

    [Fact]
    public async Task No_more_are_under_way_than_may_be_and_none_is_larger_than_it_may_be()
    {
        var pump = Pump(new Gathering(2) { UnderWayMax = 2 });
        var answers = new List<Task<int>> { pump.AskAsync(0) };
        var asked = (await StartedAsync()).Requests.Count;
        answers.AddRange([pump.AskAsync(1), pump.AskAsync(2), pump.AskAsync(3), pump.AskAsync(4), pump.AskAsync(5)]);
        for (var served = 0; asked < answers.Count; served++)
        {
            asked += (await StartedAsync()).Requests.Count;
            Assert.InRange(Count - served, 1, 2);
            Serve(served);
        }

        Serve(Count - 1);
        int[] all = await Task.WhenAll(answers);
        Assert.Equal([0, 10, 20, 30, 40, 50], all);
        Assert.All(Enumerable.Range(0, Count), at => Assert.InRange(Batch(at).Requests.Count, 1, 2));
    }

    [Fact]
    public async Task Stopping_serves_everyone_who_waits_and_nobody_who_comes_later()
    {
        var pump = Pump(Four);
        var first = pump.AskAsync(1);
        await StartedAsync();
        var second = pump.AskAsync(2);
        var stopped = pump.StopAsync();
        await StartedAsync();
        Serve(0);
        Serve(1);
        await stopped;

        Assert.Equal((10, 20), (await first, await second));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => pump.AskAsync(3));
    }

    [Fact]
    public async Task Each_of_a_large_batch_gets_its_own_answer()
    {
        const int large = 100;
        var pump = Pump(new Gathering(large) { BesideMin = large });
        _ = pump.AskAsync(0);
        await StartedAsync();
        var answers = Enumerable.Range(0, large).Select(pump.AskAsync).ToList();
        Assert.Equal(large, (await StartedAsync()).Requests.Count);
        Serve(1);

        Assert.Equal(Enumerable.Range(0, large).Select(each => each * 10), await Task.WhenAll(answers));
    }

    /// <summary>An answer too few would leave somebody waiting for ever, or with that of another.</summary>
    [Fact]
    public async Task Of_a_batch_whose_answers_are_too_few_everybody_learns_that_the_store_did_not_answer()
    {
        var pump = new GatheringPump<int, int>(
            async requests => (await ServeAsync(requests)).Skip(1).ToList(), Four, _clock.Time);
        var answers = new List<Task<int>> { pump.AskAsync(0) };
        await StartedAsync();
        answers.AddRange(Enumerable.Range(1, 4).Select(pump.AskAsync));
        await StartedAsync();
        Serve(0);
        Serve(1);

        foreach (var answer in answers)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => answer);
        }
    }

    private int Count
    {
        get
        {
            lock (_gate)
            {
                return _batches.Count;
            }
        }
    }

    private GatheringPump<int, int> Pump(Gathering gathering) => new(ServeAsync, gathering, _clock.Time);

    private async Task<(IReadOnlyList<int> Requests, TaskCompletionSource Served)> StartedAsync()
    {
        await _started.WaitAsync(TestContext.Current.CancellationToken);
        return Batch(Count - 1);
    }

    private (IReadOnlyList<int> Requests, TaskCompletionSource Served) Batch(int at)
    {
        lock (_gate)
        {
            return _batches[at];
        }
    }

    private void Serve(int at) => Batch(at).Served.SetResult();

    private async ValueTask<IReadOnlyList<int>> ServeAsync(IReadOnlyList<int> requests)
    {
        var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _batches.Add((requests, served));
        }

        _started.Release();
        await served.Task;
        return [.. requests.Select(request => request * 10)];
    }

    /// <summary>A clock that tells when somebody begins to wait by it.</summary>
    private sealed class WatchedClock : IDisposable
    {
        private readonly VirtualClock _clock = new(Bench.Start);
        private readonly SemaphoreSlim _waits = new(0);

        public WatchedClock() => Time = new Watched(_clock, _waits);

        public TimeProvider Time { get; }

        public Instant Now => _clock.Now;

        public void AdvanceTo(Instant instant) => _clock.AdvanceTo(instant);

        public Task WaitedForAsync() => _waits.WaitAsync(TestContext.Current.CancellationToken);

        public void Dispose() => _waits.Dispose();

        private sealed class Watched(VirtualClock clock, SemaphoreSlim waits) : TimeProvider
        {
            public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

            public override long TimestampFrequency => clock.TimestampFrequency;

            public override long GetTimestamp() => clock.GetTimestamp();

            public override ITimer CreateTimer(
                TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            {
                var timer = clock.CreateTimer(callback, state, dueTime, period);
                waits.Release();
                return timer;
            }
        }
    }
}
