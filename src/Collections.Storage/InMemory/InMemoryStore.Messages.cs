using Collections.Runtime.Ports;

namespace Collections.Storage.InMemory;

/// <content>What was parked.</content>
public sealed partial class InMemoryStore
{
    private readonly Dictionary<MessageId, (long Order, ParkedMessage Message)> _parked = [];
    private long _parkedOrder;

    /// <inheritdoc/>
    public ValueTask ParkAsync(ParkedMessage message)
    {
        lock (_gate)
        {
            _parked[message.Id] = _parked.TryGetValue(message.Id, out var parked)
                ? (parked.Order, parked.Message with { Attempts = message.Attempts, Error = message.Error })
                : (++_parkedOrder, message with { Message = Own.Message(message.Message) });
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedMessage>> ReadParkedAsync(string tenant, int limit)
    {
        lock (_gate)
        {
            return new([.. _parked.Values
                .Where(parked => parked.Message.Id.Sender.Tenant == tenant)
                .OrderBy(parked => parked.Message.ParkedAt)
                .ThenBy(parked => parked.Order)
                .Take(limit)
                .Select(parked => parked.Message)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask UnparkAsync(MessageId id)
    {
        lock (_gate)
        {
            _parked.Remove(id);
            return ValueTask.CompletedTask;
        }
    }
}
