namespace Collections.Gateways.Import;

/// <summary>
/// Numbers the accounts that a file names, from 0 in the order they are met, and walks them in key order.
/// </summary>
internal sealed class AccountIndex
{
    private readonly ByteSpool _ids = new();
    private readonly Blocks<SpoolPlace> _places = new();

    // Open addressing, at most half full; a number plus one, zero for free.
    private int[] _slots = new int[1 << 10];

    // Most rows name the account of the row before.
    private int _last = -1;

    public int Count => _places.Count;

    /// <summary>The bytes of an account's id.</summary>
    public ReadOnlySpan<byte> IdOf(int number) => _ids[_places[number]].Span;

    /// <summary>The number of an account, a new one if it was not met before.</summary>
    public int NumberOf(ReadOnlySpan<byte> id)
    {
        if (_last >= 0 && IdOf(_last).SequenceEqual(id))
        {
            return _last;
        }

        ref var slot = ref SlotOf(id);
        if (slot == 0)
        {
            _places.Add(_ids.Add(id));
            slot = Count;
            _last = Count - 1;
            Grow();
            return _last;
        }

        return _last = slot - 1;
    }

    /// <summary>
    /// Gives up what finds the number of an id, 8 bytes and more for each account: from now on none is numbered.
    /// </summary>
    public void EndNumbering() => _slots = [];

    /// <summary>The numbers of all accounts in the order of their keys, which is that of their bytes.</summary>
    public int[] InKeyOrder()
    {
        var numbers = new int[Count];
        var sorted = true;
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
            sorted &= i == 0 || Compare(i - 1, i) < 0;
        }

        if (!sorted)
        {
            Array.Sort(numbers, Compare);
        }

        return numbers;
    }

    private int Compare(int left, int right) => IdOf(left).SequenceCompareTo(IdOf(right));

    private ref int SlotOf(ReadOnlySpan<byte> id)
    {
        var mask = _slots.Length - 1;
        var at = SameBytes.Hash(id) & mask;
        while (_slots[at] != 0 && !IdOf(_slots[at] - 1).SequenceEqual(id))
        {
            at = (at + 1) & mask;
        }

        return ref _slots[at];
    }

    private void Grow()
    {
        if (Count * 2 <= _slots.Length)
        {
            return;
        }

        _slots = new int[_slots.Length * 2];
        for (var number = 0; number < Count; number++)
        {
            SlotOf(IdOf(number)) = number + 1;
        }
    }
}
