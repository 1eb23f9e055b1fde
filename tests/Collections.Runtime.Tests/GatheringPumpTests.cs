using Collections.Runtime.Batching;

namespace Collections.Runtime.Tests;

/// <summary>What is asked together is served together, and batches stay large without waiting for more.</summary>
public sealed class GatheringPumpTests : IDisposable
{
    private readonly SemaphoreSlim _started = new(0);
    private readonly List<(IReadOnlyList<int> Requests, TaskCompletionSource Done)> _batches = [];
    private readonly List<Task<int>> _answers = [];
    private readonly GatheringPump<int, int> _pump;
    private int _asked;

    public GatheringPumpTests() => _pump = new(ServeAsync, max: 300);

    [Fact]
    public async Task Beside_another_batch_one_starts_when_it_is_no_smaller()
    {
        await StartThreeAsync();
        Ask(4);
        AssertSizes(1, 1, 1);

        await EndAsync(0, next: true);
        AssertSizes(1, 1, 1, 4);
        await EndAsync(1, next: false);
        await EndAsync(2, next: false);
        Ask(3);
        AssertSizes(1, 1, 1, 4);
        Ask(1);
        await _started.WaitAsync();
        AssertSizes(1, 1, 1, 4, 4);

        await EndAsync(3, next: false);
        await EndAsync(4, next: false);
        await AssertAnsweredAsync();
    }

    [Fact]
    public async Task A_small_one_starts_when_no_other_is_under_way()
    {
        await StartThreeAsync();
        Ask(5);
        await EndAsync(0, next: true);
        await EndAsync(1, next: false);
        await EndAsync(2, next: false);
        Ask(2);
        AssertSizes(1, 1, 1, 5);

        await EndAsync(3, next: true);
        AssertSizes(1, 1, 1, 5, 2);
        await EndAsync(4, next: false);
        await AssertAnsweredAsync();
    }

    [Fact]
    public async Task Beside_a_huge_one_it_is_enough_to_be_large()
    {
        await StartThreeAsync();
        Ask(300);
        await EndAsync(0, next: true);
        await EndAsync(1, next: false);
        await EndAsync(2, next: false);
        Ask(127);
        AssertSizes(1, 1, 1, 300);
        Ask(1);
        await _started.WaitAsync();
        AssertSizes(1, 1, 1, 300, 128);

        await EndAsync(3, next: false);
        await EndAsync(4, next: false);
        await AssertAnsweredAsync();
    }

    [Fact]
    public async Task No_batch_is_larger_than_the_store_wants()
    {
        await StartThreeAsync();
        Ask(301);
        await EndAsync(0, next: true);
        await EndAsync(1, next: false);
        await EndAsync(2, next: false);
        AssertSizes(1, 1, 1, 300);

        await EndAsync(3, next: true);
        await EndAsync(4, next: false);
        AssertSizes(1, 1, 1, 300, 1);
        await AssertAnsweredAsync();
    }

    [Fact]
    public async Task A_fault_is_told_to_all_of_its_batch_and_to_no_other()
    {
        await StartThreeAsync();
        Ask(2);
        _batches[0].Done.SetException(new TimeoutException("gone"));
        await _started.WaitAsync();
        _batches[3].Done.SetException(new TimeoutException("gone"));
        await EndAsync(1, next: false);
        await EndAsync(2, next: false);

        foreach (var failed in new List<Task<int>> { _answers[0], _answers[3], _answers[4] })
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => failed);
            Assert.IsType<TimeoutException>(fault.InnerException);
        }

        Assert.Equal((10, 20), (await _answers[1], await _answers[2]));
    }

    [Fact]
    public async Task Who_stops_it_waits_until_all_that_was_asked_is_served()
    {
        await StartThreeAsync();
        Ask(2);
        var stopped = _pump.StopAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _pump.AskAsync(9));
        await EndAsync(0, next: true);
        await EndAsync(1, next: false);
        await EndAsync(2, next: false);
        Assert.False(stopped.IsCompleted);

        await EndAsync(3, next: false);
        await stopped;
        await AssertAnsweredAsync();
    }

    [Fact]
    public async Task A_batch_carries_nothing_of_whoever_filled_it()
    {
        var ambient = new AsyncLocal<string?> { Value = "a request" };
        string? seen = "not asked";
        var pump = new GatheringPump<int, int>(
            requests =>
            {
                seen = ambient.Value;
                return new ValueTask<IReadOnlyList<int>>(requests);
            },
            max: 10);

        Assert.Equal(7, await pump.AskAsync(7));
        Assert.Null(seen);
        Assert.Equal("a request", ambient.Value);
    }

    public void Dispose() => _started.Dispose();

    private async ValueTask<IReadOnlyList<int>> ServeAsync(IReadOnlyList<int> requests)
    {
        var done = new TaskCompletionSource();
        lock (_batches)
        {
            _batches.Add((requests, done));
        }

        _started.Release();
        await done.Task;
        return [.. requests.Select(request => request * 10)];
    }

    private async Task StartThreeAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            Ask(1);
            await _started.WaitAsync();
        }
    }

    private void Ask(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _answers.Add(_pump.AskAsync(_asked++));
        }
    }

    /// <summary>Ends a batch and waits for its answers, and for the next batch when there is to be one.</summary>
    private async Task EndAsync(int batch, bool next)
    {
        _batches[batch].Done.SetResult();
        await Task.WhenAll(_batches[batch].Requests.Select(request => _answers[request]));
        if (next)
        {
            await _started.WaitAsync();
        }
    }

    private void AssertSizes(params int[] sizes)
    {
        lock (_batches)
        {
            Assert.Equal(sizes, _batches.ConvertAll(batch => batch.Requests.Count));
        }
    }

    private async Task AssertAnsweredAsync() =>
        Assert.Equal(Enumerable.Range(0, _asked).Select(request => request * 10), await Task.WhenAll(_answers));
}
