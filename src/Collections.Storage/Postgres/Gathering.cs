namespace Collections.Storage.Postgres;

/// <summary>
/// Answers questions together that come while others are under way: one round trip for all that wait. Starts with the
/// first, so a single question waits for nobody.
/// </summary>
internal sealed class Gathering<TQuestion, TAnswer>(
    Func<IReadOnlyList<TQuestion>, ValueTask<IReadOnlyList<TAnswer>>> ask, int max)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _busy;

    public Task<TAnswer> AskAsync(TQuestion question)
    {
        var waiting = new Waiting(question);
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            if (_busy)
            {
                return waiting.Answer.Task;
            }

            _busy = true;
        }

        _ = AskAllAsync();
        return waiting.Answer.Task;
    }

    private async Task AskAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                var answers = await ask(batch.ConvertAll(each => each.Question));
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].Answer.SetResult(answers[i]);
                }
            }
            // Whatever the fault, it belongs to those who wait.
#pragma warning disable CA1031
            catch (Exception fault)
#pragma warning restore CA1031
            {
                batch.ForEach(each => each.Answer.TrySetException(fault));
            }
        }
    }

    private List<Waiting> Next()
    {
        var batch = new List<Waiting>();
        lock (_gate)
        {
            while (batch.Count < max && _waiting.TryDequeue(out var waiting))
            {
                batch.Add(waiting);
            }

            _busy = batch.Count > 0;
        }

        return batch;
    }

    private sealed record Waiting(TQuestion Question)
    {
        // Continuations run elsewhere: whoever waits must not hold up the others.
        public TaskCompletionSource<TAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
