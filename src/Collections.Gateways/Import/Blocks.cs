namespace Collections.Gateways.Import;

/// <summary>
/// A list that grows block by block: nothing is ever copied, and no array becomes so large that the memory of the one
/// before is missed while the next is filled.
/// </summary>
internal sealed class Blocks<T>
{
    private const int BlockBits = 14;
    private const int BlockLength = 1 << BlockBits;

    private readonly List<T[]> _blocks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _blocks[index >> BlockBits][index & (BlockLength - 1)];

    public void Add(T item)
    {
        if (Count == _blocks.Count << BlockBits)
        {
            _blocks.Add(new T[BlockLength]);
        }

        this[Count++] = item;
    }
}
