using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collections.Server.Api.Http;

/// <summary>Writes JSON into bytes; buffer and writer are used again by the same thread.</summary>
internal static class JsonBytes
{
    // A view of a very large account must not stay in memory with every thread.
    private const int KeptBufferMax = 256 * 1024;

    // JSON for programs, never part of a page: names and buckets (D90+) stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Pen? _idle;

    /// <summary>What <paramref name="write"/> writes, as bytes of its own.</summary>
    public static byte[] Of<T>(T subject, Action<Utf8JsonWriter, T> write)
    {
        var pen = _idle ?? new Pen();
        _idle = null;
        write(pen.Writer, subject);
        pen.Writer.Flush();
        var bytes = pen.Buffer.WrittenSpan.ToArray();
        if (pen.Buffer.Capacity <= KeptBufferMax)
        {
            pen.Clear();
            _idle = pen;
        }

        return bytes;
    }

    private sealed class Pen
    {
        public Pen() => Writer = new Utf8JsonWriter(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(4_096);

        public Utf8JsonWriter Writer { get; }

        public void Clear()
        {
            Buffer.ResetWrittenCount();
            Writer.Reset();
        }
    }
}
