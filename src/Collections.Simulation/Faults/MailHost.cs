using System.Text;
using Collections.Gateways.Notices;
using Collections.Simulation.Runs;
using NodaTime;

namespace Collections.Simulation.Faults;

/// <summary>A notice the mail host took.</summary>
/// <param name="NoticeId">Its key.</param>
/// <param name="AccountId">The account it names.</param>
/// <param name="Template">What it says.</param>
/// <param name="At">The true time.</param>
internal sealed record AcceptedNotice(string NoticeId, string AccountId, string Template, Instant At)
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>What the message says of itself.</summary>
    /// <param name="message">The message as it left.</param>
    /// <param name="at">When it did.</param>
    public static AcceptedNotice Read(ReadOnlySpan<byte> message, Instant at)
    {
        var header = Encoding.ASCII.GetString(message);
        return new AcceptedNotice(
            Field(header, "X-Notice-Id"), Field(header, "X-Account-Id"), Field(header, "X-Template"), at)
        {
            Channel = Field(header, "X-Channel"),
        };
    }

    private static string Field(string header, string name)
    {
        var start = header.IndexOf($"\r\n{name}: ", StringComparison.Ordinal) + name.Length + 4;
        return header[start..header.IndexOf("\r\n", start, StringComparison.Ordinal)];
    }
}

/// <summary>
/// The outside world's mail host, with a ledger of its own: it fails before it takes a notice, or after, and takes the
/// same key once. It outlives every node.
/// </summary>
internal sealed class MailHost(Chaos chaos) : INoticeSink
{
    private readonly Dictionary<string, AcceptedNotice> _taken = new(StringComparer.Ordinal);

    /// <summary>Hears every notice as it is taken.</summary>
    public Action<AcceptedNotice> Took { get; set; } = _ => { };

    /// <summary>What it took, in order.</summary>
    public List<AcceptedNotice> Ledger { get; } = [];

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(OutgoingNotice notice)
    {
        if (chaos.Strikes(FaultClasses.Effects, "effect.refused", chaos.Swarm.EffectRate))
        {
            throw new IOException("The mail host is busy.");
        }

        var key = chaos.Mutant.EffectKey(notice.NoticeId, Ledger.Count);
        if (_taken.ContainsKey(key))
        {
            chaos.Marks.Hit("effect.repeated");
            return ValueTask.FromResult(false);
        }

        var taken = AcceptedNotice.Read(notice.Bytes.Span, chaos.Scheduler.Now);
        _taken.Add(key, taken);
        Ledger.Add(taken);
        Took(taken);
        if (chaos.Strikes(FaultClasses.Effects, "effect.done-though-failed", chaos.Swarm.EffectRate))
        {
            throw new IOException("The mail host did not answer.");
        }

        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasLeftAsync(string tenant, string noticeId)
    {
        var hasLeft = _taken.ContainsKey(chaos.Mutant.EffectKey(noticeId, Ledger.Count));
        if (hasLeft)
        {
            chaos.Marks.Hit("effect.repeated");
        }

        return ValueTask.FromResult(hasLeft);
    }
}
