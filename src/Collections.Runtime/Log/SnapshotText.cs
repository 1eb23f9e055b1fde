using System.Buffers;
using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime.Kinds;

namespace Collections.Runtime.Log;

/// <summary>
/// The written form of a snapshot: <c>{"schema":n,"inbox":{...},"state":{...}}</c>, schema first, inbox only when a
/// message ever came. A snapshot is a cache of the fold; one of another schema is rebuilt from the log.
/// </summary>
internal static class SnapshotText
{
    public static byte[] Write(EntityKind kind, object state, Inbox inbox) =>
        JsonScratch.Write((kind, state, inbox), static (writer, value) =>
        {
            var (kind, state, inbox) = value;
            writer.WriteStartObject();
            writer.WriteNumber("schema"u8, kind.Schema);
            if (!inbox.IsEmpty)
            {
                writer.WritePropertyName("inbox"u8);
                inbox.Write(writer);
            }

            writer.WritePropertyName("state"u8);
            kind.WriteState(writer, state);
            writer.WriteEndObject();
        });

    /// <summary>Reads a snapshot; null when there is none of this schema.</summary>
    /// <param name="kind">Whose it is.</param>
    /// <param name="bytes">Its bytes, which nobody may write to any more: the state keeps parts of them.</param>
    public static (object State, Inbox Inbox)? Read(EntityKind kind, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        // Over a sequence, because such a reader tells where in memory it is.
        var json = new Utf8JsonReader(new ReadOnlySequence<byte>(bytes));
        object? state = null;
        var inbox = Inbox.Empty;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("schema"u8))
            {
                json.Read();
                if (json.GetInt32() != kind.Schema)
                {
                    return null;
                }
            }
            else if (json.ValueTextEquals("inbox"u8))
            {
                json.Read();
                inbox = Inbox.Read(ref json);
            }
            else
            {
                json.Read();
                state = kind.ReadState(ref json);
            }
        }

        Invariant.Require(state is not null, "A snapshot holds a state.");
        return (state, inbox);
    }
}
