using Collections.Runtime.Ports;

namespace Collections.Runtime.Observing;

/// <summary>A store whose commits and parked messages are counted. The store inside belongs to the caller.</summary>
public sealed class MeteredStore(IEntityStore store, EngineMeter meter) : ForwardingStore(store)
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<Commit> commits)
    {
        var started = meter.Now();
        var outcomes = await base.CommitAsync(commits);
        meter.Committed(commits.Count, started);
        return outcomes;
    }

    /// <inheritdoc/>
    public override async ValueTask ParkAsync(ParkedMessage message)
    {
        await base.ParkAsync(message);
        meter.Parked(message.Message.To.Kind);
    }
}
