using System.Collections.Concurrent;
using Collections.Kernel;
using Collections.Runtime.Turns;

namespace Collections.Runtime.Directory;

/// <summary>
/// The slots of the entities in memory, at most about <paramref name="cachedMax"/>. An entity is kept once it comes a
/// second time within a while; what comes once (a portfolio that is walked from end to end) leaves as soon as it is
/// idle and never pushes out what is in use. Of the kept ones, what was not used since the hand passed last leaves
/// (second-chance order); a busy slot stays.
/// </summary>
internal sealed class EntityDirectory(EntityTurns turns, int cachedMax)
{
    private readonly ConcurrentDictionary<EntityKey, EntitySlot> _slots = new();
    private readonly ConcurrentQueue<EntityKey> _hand = new();
    private readonly RecentKeys _recent = new(cachedMax);

    // Counted here: the dictionary would take all of its locks to answer, with every new slot.
    private int _count;

    // Made once: most slots leave when they are idle.
    private Action<EntitySlot>? _leave;

    public int Count => Volatile.Read(ref _count);

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

        var made = new EntitySlot(key, turns, _recent.Meet(key) ? null : _leave ??= Leave);
        slot = _slots.GetOrAdd(key, made);
        if (ReferenceEquals(slot, made))
        {
            Interlocked.Increment(ref _count);
            if (made.IsKept)
            {
                // First room, then a place in line: the new one must not be the one that leaves.
                MakeRoom();
                _hand.Enqueue(key);
            }
        }

        return slot;
    }

    private void MakeRoom()
    {
        // Two steps per new slot are enough to keep up; a bounded number keeps a post cheap.
        for (var steps = 0; steps < 2 && Count > cachedMax && _hand.TryDequeue(out var key); steps++)
        {
            if (!_slots.TryGetValue(key, out var slot) || !slot.IsKept)
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
                Leave(slot);
            }
        }
    }

    private void Leave(EntitySlot slot)
    {
        if (_slots.TryRemove(KeyValuePair.Create(slot.Key, slot)))
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
