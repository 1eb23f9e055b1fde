using System.Text;
using Collections.Kernel;

namespace Collections.Storage;

/// <summary>
/// The messages of one record as bytes: format 1, count, then for each message tenant, kind, id and type as
/// length-prefixed UTF-8 and the body as length-prefixed bytes; numbers are 7-bit variable-length.
/// </summary>
internal static class MessageBlob
{
    private const byte Format = 1;

    public static byte[] Write(IReadOnlyList<Message> messages)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Format);
        writer.Write7BitEncodedInt(messages.Count);
        foreach (var message in messages)
        {
            writer.Write(message.To.Tenant);
            writer.Write(message.To.Kind);
            writer.Write(message.To.Id);
            writer.Write(message.Type);
            writer.Write7BitEncodedInt(message.Body.Length);
            writer.Write(message.Body.Span);
        }

        writer.Flush();
        return stream.ToArray();
    }

    public static IReadOnlyList<Message> Read(byte[] blob)
    {
        using var reader = new BinaryReader(new MemoryStream(blob), Encoding.UTF8);
        var format = reader.ReadByte();
        Invariant.Require(format == Format, "The messages of a record have a known format.");
        var messages = new Message[reader.Read7BitEncodedInt()];
        for (var index = 0; index < messages.Length; index++)
        {
            var to = new EntityKey(reader.ReadString(), reader.ReadString(), reader.ReadString());
            messages[index] = new Message(to, reader.ReadString(), reader.ReadBytes(reader.Read7BitEncodedInt()));
        }

        return messages;
    }
}
