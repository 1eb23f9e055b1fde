using System.Collections.Concurrent;
using Collections.Kernel;
using Collections.Runtime.Turns;

namespace Collections.Runtime.Directory;

/// <summary>
/// The slots of the entities in memory, at most about <paramref name="cachedMax"/>. What was not used since the hand
/// passed last leaves (second-chance order); a busy slot stays.
/// </summary>
internal sealed class EntityDirectory(EntityTurns turns, int cachedMax)
{
    private readonly ConcurrentDictionary<EntityKey, EntitySlot> _slots = new();
    private readonly ConcurrentQueue<EntityKey> _hand = new();

    public int Count => _slots.Count;

    public void Post(EntityKey key, Envelope envelope)
    {
        while (!SlotOf(key).TryPost(envelope))
        {
            // Retired between look-up and post: the next look-up makes a new one.
        }
    }

    private EntitySlot SlotOf(EntityKey key)
    {
        if (_slots.TryGetValue(key, out var slot))
        {
            return slot;
        }

        var made = new EntitySlot(key, turns);
        slot = _slots.GetOrAdd(key, made);
        if (ReferenceEquals(slot, made))
        {
            _hand.Enqueue(key);
            MakeRoom();
        }

        return slot;
    }

    private void MakeRoom()
    {
        // Two steps per new slot are enough to keep up; a bounded number keeps a post cheap.
        for (var steps = 0; steps < 2 && _slots.Count > cachedMax && _hand.TryDequeue(out var key); steps++)
        {
            if (!_slots.TryGetValue(key, out var slot))
            {
                continue;
            }

            if (slot.Touched || !slot.TryRetire())
            {
                slot.Touched = false;
                _hand.Enqueue(key);
            }
            else
            {
                _slots.TryRemove(KeyValuePair.Create(key, slot));
            }
        }
    }
}
