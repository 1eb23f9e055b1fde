namespace Collections.Server.Api.Http;

/// <summary>
/// Counts the commands that wait for their answer and knows how long the oldest has: beyond the limits further ones are
/// turned away, so that those inside are answered in time.
/// </summary>
internal sealed class CommandGate(ApiLimits limits, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<Ticket> _tickets = new();
    private readonly long _waitMax =
        (long)(limits.CommandWaitMax.ToTimeSpan().TotalSeconds * time.TimestampFrequency);

    private int _waiting;

    /// <summary>Commands under way.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Lets a command in; null when it must come back later.</summary>
    public Ticket? Enter()
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            while (_tickets.TryPeek(out var oldest) && oldest.Left)
            {
                _tickets.Dequeue();
            }

            if (_waiting >= limits.CommandsWaitingMax
                || (_tickets.TryPeek(out var waiting) && now - waiting.Entered > _waitMax))
            {
                return null;
            }

            var ticket = new Ticket(now);
            _tickets.Enqueue(ticket);
            _waiting++;
            return ticket;
        }
    }

    /// <summary>The command was answered.</summary>
    public void Leave(Ticket ticket)
    {
        lock (_gate)
        {
            ticket.Left = true;
            _waiting--;
        }
    }

    /// <summary>A command inside.</summary>
    internal sealed class Ticket(long entered)
    {
        public long Entered => entered;

        public bool Left { get; set; }
    }
}
