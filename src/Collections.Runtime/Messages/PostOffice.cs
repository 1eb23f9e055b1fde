using Collections.Kernel;
using Collections.Runtime.Ports;
using Collections.Runtime.Sharing;

namespace Collections.Runtime.Messages;

/// <summary>
/// The post office of one process: a lane per sender and receiver keeps their order; a fault delays its lane only. What
/// keeps failing is parked, never dropped.
/// </summary>
internal sealed class PostOffice : IPostOffice
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(EntityKey From, EntityKey To), Queue<Posted>> _lanes = [];
    private readonly SortedSet<Ticket> _outstanding = [];
    private readonly Func<MessageId, Message, ValueTask> _deliver;
    private readonly ShardHolding _holding;
    private readonly RetrySchedule _retries;
    private readonly IEntityStore _store;
    private readonly Clock.BusinessClock _clock;
    private readonly WorkCounter _work;
    // Where the log stood when a commit under way was announced: its own records come later.
    private readonly SortedDictionary<long, long> _expected = [];
    private long _expectations;
    private long _highest;

    public PostOffice(
        EngineSetup setup, WorkCounter work, ShardHolding holding, Func<MessageId, Message, ValueTask> deliver)
    {
        _holding = holding;
        _store = setup.Store;
        _clock = setup.Clock;
        _retries = new RetrySchedule(setup.Limits.DeliveryAttemptsMax);
        _work = work;
        _deliver = deliver;
    }

    /// <summary>Messages taken over and neither delivered nor parked.</summary>
    public int Outstanding
    {
        get
        {
            lock (_gate)
            {
                return _outstanding.Count;
            }
        }
    }

    /// <summary>Everything at or below this sequence was delivered or parked.</summary>
    public long HandedOverUpTo
    {
        get
        {
            lock (_gate)
            {
                // The oldest expectation stands first and, since the log only grows, lowest.
                var posted = _outstanding.Count == 0 ? _highest : _outstanding.Min!.Sequence - 1;
                return _expected.Count == 0 ? posted : Math.Min(posted, _expected.First().Value);
            }
        }
    }

    public long Expect()
    {
        lock (_gate)
        {
            _expected.Add(++_expectations, _highest);
            return _expectations;
        }
    }

    public void Met(long expectation)
    {
        lock (_gate)
        {
            _expected.Remove(expectation);
        }
    }

    /// <summary>The lowest sequence not yet delivered, by the sender's shard.</summary>
    public IReadOnlyDictionary<int, long> OldestOutstanding(int shardCount)
    {
        var oldest = new Dictionary<int, long>();
        lock (_gate)
        {
            foreach (var ticket in _outstanding)
            {
                oldest.TryAdd(Shards.Of(ticket.Id.Sender, shardCount), ticket.Sequence);
            }
        }

        return oldest;
    }

    public void Post(MessageId id, Message message, long sequence) => Post(id, message, sequence, default);

    /// <summary>Takes over a message under a holding of its sender's shard; when that lapses it is dropped.</summary>
    public void Post(MessageId id, Message message, long sequence, HoldingStamp stamp)
    {
        var posted = new Posted(new Ticket(sequence, id, stamp), message);
        lock (_gate)
        {
            _highest = Math.Max(_highest, sequence);
            if (!_outstanding.Add(posted.Ticket))
            {
                return;
            }

            _work.Begin();
            if (_lanes.TryGetValue((id.Sender, message.To), out var lane))
            {
                lane.Enqueue(posted);
                return;
            }

            _lanes.Add((id.Sender, message.To), new Queue<Posted>([posted]));
        }

        _ = DrainAsync((id.Sender, message.To));
    }

    /// <summary>Starts where the last process ended: all up to there is handed over.</summary>
    public void StartAfter(long sequence) => _highest = sequence;

    private async Task DrainAsync((EntityKey From, EntityKey To) lane)
    {
        while (Head(lane) is { } posted)
        {
            await DeliverAsync(posted);
            lock (_gate)
            {
                _lanes[lane].Dequeue();
                _outstanding.Remove(posted.Ticket);
            }

            _work.End();
        }
    }

    private Posted? Head((EntityKey From, EntityKey To) lane)
    {
        lock (_gate)
        {
            if (_lanes[lane].TryPeek(out var posted))
            {
                return posted;
            }

            _lanes.Remove(lane);
            return null;
        }
    }

    private async ValueTask DeliverAsync(Posted posted)
    {
        // A holding that lapsed never comes back: what was taken over under it is another server's, or taken over anew.
        for (var attempt = 1; IsOurs(posted) && !await TryDeliverAsync(posted, attempt); attempt++)
        {
            await Task.Delay(_retries.DelayAfter(attempt), _clock.Time);
        }
    }

    private bool IsOurs(Posted posted) => _holding.StampOf(posted.Ticket.Id.Sender) == posted.Ticket.Stamp;

    /// <summary>One attempt; true when the message is delivered or parked.</summary>
    private async ValueTask<bool> TryDeliverAsync(Posted posted, int attempt)
    {
        try
        {
            await _deliver(posted.Ticket.Id, posted.Message);
            return true;
        }
        // A fault of any kind is retried, then parked with its text: an operator decides, nothing is dropped.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return (_retries.IsLast(attempt) || fault is EntityStoppedException) && await TryParkAsync(
                posted, attempt, fault);
        }
    }

    /// <summary>Parks a message; false when the store cannot take it, then the delivery is tried on.</summary>
    private async ValueTask<bool> TryParkAsync(Posted posted, int attempts, Exception fault)
    {
        try
        {
            await _store.ParkAsync(new ParkedMessage(
                posted.Ticket.Id, posted.Ticket.Id.Sender, posted.Message, attempts, fault.Message, _clock.Now));
            return true;
        }
        // The store may fail in any way; the message stays in its lane and in the log.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private sealed record Posted(Ticket Ticket, Message Message);

    /// <summary>One taking over of a message, in the order of the log.</summary>
    private sealed record Ticket(long Sequence, MessageId Id, HoldingStamp Stamp) : IComparable<Ticket>
    {
        public int CompareTo(Ticket? other)
        {
            Invariant.Require(other is not null, "A ticket is compared with a ticket.");
            var bySequence = Sequence.CompareTo(other!.Sequence);
            if (bySequence != 0)
            {
                return bySequence;
            }

            var bySender = Id.Sender.CompareTo(other.Id.Sender);
            return bySender != 0 ? bySender : Key.CompareTo(other.Key);
        }

        private (long Version, int Index, long Token, long Lapses) Key =>
            (Id.Version, Id.Index, Stamp.Token, Stamp.Lapses);
    }
}
