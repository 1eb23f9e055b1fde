using System.Threading.Channels;
using Collections.Domain.Configuration;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Audit;
using Collections.Runtime.Wakeups;
using Collections.Storage.Sqlite;
using NodaTime;

namespace Collections.Torture.Tests.Victims;

/// <summary>
/// The housekeeping of a running server, paced by answers: moves the clock, fires what falls due, saves the delivery
/// mark, deletes expired answers, signs checkpoints.
/// </summary>
internal sealed class Keeper(Engine engine, SqliteStore store, PacedTime time)
{
    private const int AnswersPerTick = 50;
    private const int TicksPerCheckpoint = 3;
    private static readonly Duration Tick = Duration.FromHours(2);

    private readonly Channel<int> _ticks = Channel.CreateUnbounded<int>();
    private readonly WakeupSweep _sweep = new(engine);
    private int _answers;

    public void CountAnswer()
    {
        var count = Interlocked.Increment(ref _answers);
        if (count % AnswersPerTick == 0)
        {
            _ticks.Writer.TryWrite(count / AnswersPerTick);
        }
    }

    public async Task RunAsync()
    {
        await foreach (var tick in _ticks.Reader.ReadAllAsync())
        {
            // Stored before it is used: a successor must not start behind what this process has already dated.
            var to = time.Now + Tick;
            await store.MoveClockAsync(to);
            time.MoveTo(to);
            await _sweep.RunBesideCommandsAsync(to);
            await engine.SaveDeliveryMarkAsync();
            if (tick % TicksPerCheckpoint == 0)
            {
                await store.DeleteExpiredAnswersAsync(to, 1_000);
                await SignAsync(engine, store);
            }
        }
    }

    /// <summary>Records a signed checkpoint of the tenant's log.</summary>
    public static async ValueTask SignAsync(Engine engine, SqliteStore store)
    {
        var statement = await CheckpointStatement.TakeAsync(store, Portfolio.Tenant);
        var checkpoint = new Domain.Configuration.Checkpoint(
            statement.UpToSequence,
            statement.Count,
            statement.Hash,
            Signature.Of(Portfolio.Tenant, statement.Text));
        var answer = await engine.AskAsync(
            new EntityKey(Portfolio.Tenant, TenantDecider.Kind, Portfolio.Tenant),
            new TenantCommand.RecordCheckpoint(checkpoint));
        Invariant.Require(answer.Outcome == Outcome.Accepted, $"A checkpoint is taken, not {answer.Rejection?.Code}.");
    }
}
