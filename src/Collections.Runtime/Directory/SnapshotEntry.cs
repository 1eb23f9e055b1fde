using System.Buffers.Binary;
using System.Text;
using Collections.Kernel;
using Collections.Runtime.Ports;
using NodaTime;

namespace Collections.Runtime.Directory;

/// <summary>
/// The form of an entity in <see cref="RecentSnapshots"/>: numbers of fixed size, then key and snapshot. It never
/// leaves the process.
/// </summary>
internal static class SnapshotEntry
{
    private const int HashBytes = 32;

    /// <summary>No wake-up: further in the past than any instant.</summary>
    private const long NoWake = long.MinValue;

    /// <summary>Lengths of key and snapshot; row, last record, version, wake-up, configuration; hash.</summary>
    private const int HeadBytes = (2 * sizeof(int)) + (5 * sizeof(long)) + HashBytes;

    /// <summary>Bytes that an entity takes.</summary>
    public static int LengthOf(StoredEntity entity) => HeadBytes + KeyLength(entity.Key) + entity.Snapshot.Length;

    /// <summary>Writes an entity into exactly as many bytes as it takes.</summary>
    public static void Write(Span<byte> entry, StoredEntity entity)
    {
        BinaryPrimitives.WriteInt32LittleEndian(entry, KeyLength(entity.Key));
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], entity.Snapshot.Length);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], entity.Handle.Row);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], entity.Handle.LastRecord);
        BinaryPrimitives.WriteInt64LittleEndian(entry[24..], entity.Version);
        BinaryPrimitives.WriteInt64LittleEndian(entry[32..], entity.Wake?.ToUnixTimeTicks() ?? NoWake);
        BinaryPrimitives.WriteInt64LittleEndian(entry[40..], entity.Configuration);
        Convert.FromHexString(entity.Hash, entry.Slice(48, HashBytes), out _, out _);
        WriteKey(entry[HeadBytes..], entity.Key);
        entity.Snapshot.Span.CopyTo(entry[^entity.Snapshot.Length..]);
    }

    /// <summary>Whether an entry is that entity's.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="key">The entity.</param>
    public static bool IsOf(ReadOnlySpan<byte> entry, EntityKey key)
    {
        var length = KeyLength(key);
        if (BinaryPrimitives.ReadInt32LittleEndian(entry) != length)
        {
            return false;
        }

        Span<byte> wanted = length <= 512 ? stackalloc byte[length] : new byte[length];
        WriteKey(wanted, key);
        return entry.Slice(HeadBytes, length).SequenceEqual(wanted);
    }

    /// <summary>The entity of an entry.</summary>
    /// <param name="bytes">The entry; the entity's snapshot is a part of it.</param>
    /// <param name="key">Whose it is.</param>
    public static StoredEntity Read(ReadOnlyMemory<byte> bytes, EntityKey key)
    {
        var entry = bytes.Span;
        var snapshot = bytes.Slice(
            HeadBytes + BinaryPrimitives.ReadInt32LittleEndian(entry),
            BinaryPrimitives.ReadInt32LittleEndian(entry[4..]));
        var wake = BinaryPrimitives.ReadInt64LittleEndian(entry[32..]);
        return new StoredEntity(
            key,
            new StoreHandle(
                BinaryPrimitives.ReadInt64LittleEndian(entry[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[16..])),
            BinaryPrimitives.ReadInt64LittleEndian(entry[24..]),
            Convert.ToHexStringLower(entry.Slice(48, HashBytes)),
            wake == NoWake ? null : Instant.FromUnixTimeTicks(wake),
            BinaryPrimitives.ReadInt64LittleEndian(entry[40..]),
            snapshot);
    }

    /// <summary>The three parts, each behind its length in characters: no two keys have the same bytes.</summary>
    private static void WriteKey(Span<byte> bytes, EntityKey key)
    {
        WritePart(ref bytes, key.Tenant);
        WritePart(ref bytes, key.Kind);
        WritePart(ref bytes, key.Id);
    }

    private static void WritePart(ref Span<byte> bytes, string part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, part.Length);
        var length = sizeof(int) + Encoding.UTF8.GetBytes(part, bytes[sizeof(int)..]);
        bytes = bytes[length..];
    }

    private static int KeyLength(EntityKey key) =>
        PartLength(key.Tenant) + PartLength(key.Kind) + PartLength(key.Id);

    private static int PartLength(string part) => sizeof(int) + Encoding.UTF8.GetByteCount(part);
}
