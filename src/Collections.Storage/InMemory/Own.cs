using Collections.Kernel;
using Collections.Runtime.Ports;

namespace Collections.Storage.InMemory;

/// <summary>Copies what a caller may reuse: a store on disk keeps its own bytes, so does this one.</summary>
internal static class Own
{
    public static ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> bytes) => bytes.ToArray();

    public static LogRecord Record(LogRecord record) => record with
    {
        Bytes = Bytes(record.Bytes),
        Messages = record.Messages.Count == 0
            ? []
            : [.. record.Messages.Select(Message)],
    };

    public static Message Message(Message message) => message with { Body = Bytes(message.Body) };

    public static EntityRow Row(EntityRow row) =>
        row.Labels.Count == 0 ? row : row with { Labels = [.. row.Labels] };
}
