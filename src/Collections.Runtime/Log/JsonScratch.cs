using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Collections.Runtime.Log;

/// <summary>
/// A writer and its buffer, one pair per thread and used again and again: every command writes a record and a snapshot,
/// and what is kept of each is only its exact bytes.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as its thread.")]
internal sealed class JsonScratch
{
    /// <summary>A buffer that grew beyond this is not kept.</summary>
    private const int KeptBytesMax = 1 << 20;

    // Ids, codes and texts stay readable: the log is JSON for people and machines, never embedded in HTML.
    // What is written has a fixed shape, so the writer need not check it property by property.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static JsonScratch? _ofThisThread;

    private readonly ArrayBufferWriter<byte> _buffer = new(8_192);
    private readonly Utf8JsonWriter _writer;

    private JsonScratch() => _writer = new Utf8JsonWriter(_buffer, Options);

    /// <summary>Writes a value and gives its bytes.</summary>
    public static byte[] Write<TValue>(TValue value, Action<Utf8JsonWriter, TValue> write)
    {
        // Taken while in use, so that a nested call gets one of its own.
        var scratch = _ofThisThread ?? new JsonScratch();
        _ofThisThread = null;
        scratch._writer.Reset();
        scratch._buffer.ResetWrittenCount();
        write(scratch._writer, value);
        scratch._writer.Flush();
        var bytes = scratch._buffer.WrittenSpan.ToArray();
        _ofThisThread = scratch._buffer.Capacity <= KeptBytesMax ? scratch : null;
        return bytes;
    }
}
