using System.Collections.Concurrent;
using System.Text;
using Collections.Gateways.Notices;

namespace Collections.Simulation.World;

/// <summary>A notice as it lands at a household.</summary>
/// <param name="AccountId">The account it is about.</param>
/// <param name="Template">What it says.</param>
internal sealed record Letter(string AccountId, string Template);

/// <summary>
/// The simulated mail host: takes every notice, keeps one of each kind to look at, and lays the others into the
/// households' boxes. What it knows of a notice it reads off its header, as a mail host would.
/// </summary>
/// <param name="samples">Where the first notice of each template and language goes; null for nowhere.</param>
public sealed class Mailbox(INoticeSink? samples) : INoticeSink
{
    private const int SamplesMax = 200;

    private readonly ConcurrentQueue<Letter> _letters = new();
    private readonly ConcurrentDictionary<string, byte> _taken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _sampled = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<bool> PutAsync(OutgoingNotice notice)
    {
        if (!_taken.TryAdd(notice.NoticeId, 0))
        {
            return false;
        }

        var header = HeaderOf(notice.Bytes.Span);
        var letter = new Letter(Field(header, "X-Account-Id"), Field(header, "X-Template"));
        var kind = letter.Template + Field(header, "Content-Language");
        if (samples is not null && _sampled.Count < SamplesMax && _sampled.TryAdd(kind, notice.NoticeId))
        {
            await samples.PutAsync(notice);
        }

        _letters.Enqueue(letter);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasLeftAsync(string tenant, string noticeId) =>
        ValueTask.FromResult(_taken.ContainsKey(noticeId));

    /// <summary>Empties the boxes, in an order that does not depend on who wrote first.</summary>
    internal IReadOnlyList<Letter> Take()
    {
        var letters = new List<Letter>();
        while (_letters.TryDequeue(out var letter))
        {
            letters.Add(letter);
        }

        letters.Sort((left, right) => (left.AccountId, left.Template).CompareTo((right.AccountId, right.Template)));
        return letters;
    }

    private static string HeaderOf(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        return Encoding.ASCII.GetString(end < 0 ? message : message[..(end + 2)]);
    }

    private static string Field(string header, string name)
    {
        var start = header.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return string.Empty;
        }

        start += name.Length + 4;
        return header[start..header.IndexOf("\r\n", start, StringComparison.Ordinal)];
    }
}
