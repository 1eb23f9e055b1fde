using System.Globalization;
using System.Text;
using Collections.Kernel;

namespace Collections.Server.Api.Http;

/// <summary>
/// A reply as the store keeps it for repetitions of the same request: one line of head, then the body. It holds no
/// personal value, because answers are kept in clear.
/// </summary>
internal static class KeptReply
{
    private const int HeadFields = 4;

    /// <summary>The bytes to keep.</summary>
    public static byte[] Write(ApiReply reply)
    {
        var version = reply.Version?.ToString(CultureInfo.InvariantCulture);
        var head = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{reply.Status} {version} {reply.ContentType} {reply.Location}\n"));
        var bytes = new byte[head.Length + reply.Body.Length];
        head.CopyTo(bytes, 0);
        reply.Body.CopyTo(bytes.AsMemory(head.Length));
        return bytes;
    }

    /// <summary>The reply again, marked as a repetition.</summary>
    public static ApiReply Read(ReadOnlyMemory<byte> kept)
    {
        var end = kept.Span.IndexOf((byte)'\n');
        Invariant.Require(end > 0, "A kept reply begins with its head.");
        var head = Encoding.UTF8.GetString(kept.Span[..end]).Split(' ', HeadFields);
        return new ApiReply(int.Parse(head[0], CultureInfo.InvariantCulture), kept[(end + 1)..])
        {
            Version = head[1].Length == 0 ? null : long.Parse(head[1], CultureInfo.InvariantCulture),
            ContentType = head[2],
            Location = head[3].Length == 0 ? null : head[3],
            Replayed = true,
        };
    }
}
