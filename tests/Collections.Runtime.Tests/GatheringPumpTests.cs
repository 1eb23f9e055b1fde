using Collections.Kernel;
using Collections.Runtime.Batching;
using Collections.Runtime.Clock;
using Collections.Runtime.Tests.Doubles;
using NodaTime;

namespace Collections.Runtime.Tests;

/// <summary>When a batch starts beside others: batches are served here only when the test says so.</summary>
public sealed class GatheringPumpTests : IDisposable
{
    private readonly VirtualClock _clock = new(Bench.Start);
    private readonly List<(IReadOnlyList<int> Requests, TaskCompletionSource Served)> _batches = [];
    private readonly SemaphoreSlim _started = new(0);

    public void Dispose() => _started.Dispose();

    [Fact]
    public async Task A_batch_alone_starts_at_once()
    {
        var pump = Pump(new Gathering(10) { BesideMin = 4 });
        var answer = pump.AskAsync(7);

        Assert.Equal([7], (await StartedAsync()).Requests);
        _batches[0].Served.SetResult();
        Assert.Equal(70, await answer);
    }

    [Fact]
    public async Task Beside_others_it_starts_once_it_is_large_enough()
    {
        var pump = Pump(new Gathering(10) { BesideMin = 4 });
        _ = pump.AskAsync(0);
        await StartedAsync();
        foreach (var request in new[] { 1, 2, 3 })
        {
            _ = pump.AskAsync(request);
        }

        Assert.Single(_batches);
        _ = pump.AskAsync(4);

        Assert.Equal([1, 2, 3, 4], (await StartedAsync()).Requests);
    }

    [Fact]
    public async Task A_small_one_starts_when_no_other_is_left()
    {
        var pump = Pump(new Gathering(10) { BesideMin = 4 });
        _ = pump.AskAsync(0);
        await StartedAsync();
        _ = pump.AskAsync(1);
        _batches[0].Served.SetResult();

        Assert.Equal([1], (await StartedAsync()).Requests);
    }

    [Fact]
    public async Task One_that_stands_still_holds_up_others_no_longer_than_their_patience()
    {
        var gathering = new Gathering(10) { BesideMin = 4 };
        var pump = Pump(gathering);
        _ = pump.AskAsync(0);
        await StartedAsync();
        var answer = pump.AskAsync(1);

        // The pump may not have begun to wait yet: the clock goes on until it has waited.
        while (_started.CurrentCount == 0)
        {
            _clock.AdvanceTo(_clock.Now + Duration.FromTimeSpan(gathering.Patience));
            await Task.Yield();
        }

        Assert.Equal([1], (await StartedAsync()).Requests);
        _batches[1].Served.SetResult();
        Assert.Equal(10, await answer);
    }

    [Fact]
    public async Task No_more_are_under_way_than_may_be_and_none_is_larger_than_it_may_be()
    {
        var pump = Pump(new Gathering(2) { UnderWayMax = 2 });
        var answers = new List<Task<int>> { pump.AskAsync(0) };
        await StartedAsync();
        answers.AddRange([pump.AskAsync(1), pump.AskAsync(2), pump.AskAsync(3), pump.AskAsync(4), pump.AskAsync(5)]);
        await StartedAsync();
        for (var served = 0; served < _batches.Count; served++)
        {
            Assert.InRange(_batches.Count - served, 0, 2);
            Assert.InRange(_batches[served].Requests.Count, 1, 2);
            _batches[served].Served.SetResult();
            if (_batches.Sum(batch => batch.Requests.Count) < answers.Count)
            {
                await StartedAsync();
            }
        }

        int[] all = await Task.WhenAll(answers);
        Assert.Equal([0, 10, 20, 30, 40, 50], all);
    }

    [Fact]
    public async Task Stopping_serves_everyone_who_waits_and_nobody_who_comes_later()
    {
        var pump = Pump(new Gathering(10) { BesideMin = 4 });
        var first = pump.AskAsync(1);
        await StartedAsync();
        var second = pump.AskAsync(2);
        var stopped = pump.StopAsync();
        await StartedAsync();
        _batches.ForEach(batch => batch.Served.SetResult());
        await stopped;

        Assert.Equal((10, 20), (await first, await second));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => pump.AskAsync(3));
    }

    private GatheringPump<int, int> Pump(Gathering gathering) => new(ServeAsync, gathering, _clock);

    private async Task<(IReadOnlyList<int> Requests, TaskCompletionSource Served)> StartedAsync()
    {
        await _started.WaitAsync(TestContext.Current.CancellationToken);
        return _batches[^1];
    }

    private async ValueTask<IReadOnlyList<int>> ServeAsync(IReadOnlyList<int> requests)
    {
        var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _batches.Add((requests, served));
        _started.Release();
        await served.Task;
        return [.. requests.Select(request => request * 10)];
    }
}
