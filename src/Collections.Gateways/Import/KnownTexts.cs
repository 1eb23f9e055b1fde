using System.Text;

namespace Collections.Gateways.Import;

/// <summary>What texts mean that stand in many rows: each is made out once, from its bytes on without a copy.</summary>
/// <param name="make">What a text means.</param>
internal sealed class KnownTexts<T>(Func<string, T> make)
{
    /// <summary>Bounded: a file whose every row differs must not be held twice.</summary>
    private const int KnownMax = 10_000;

    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _known =
        new Dictionary<byte[], T>(new SameBytes()).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The meaning of a text that came before.</summary>
    public bool TryFind(ReadOnlySpan<byte> utf8, out T? meaning) => _known.TryGetValue(utf8, out meaning);

    /// <summary>The meaning of a text.</summary>
    public T Of(ReadOnlySpan<byte> utf8)
    {
        if (_known.TryGetValue(utf8, out var meaning))
        {
            return meaning;
        }

        meaning = make(Encoding.UTF8.GetString(utf8));
        if (_known.Dictionary.Count < KnownMax)
        {
            _known[utf8] = meaning;
        }

        return meaning;
    }
}

/// <summary>Compares texts by their bytes.</summary>
internal sealed class SameBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => Hash(obj);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => Hash(alternate);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
