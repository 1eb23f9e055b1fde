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

        var header = Encoding.ASCII.GetString(notice.Bytes.Span);
        var taken = new AcceptedNotice(
            notice.NoticeId, Field(header, "X-Account-Id"), Field(header, "X-Template"), chaos.Scheduler.Now)
        {
            Channel = Field(header, "X-Channel"),
        };
        _taken.Add(key, taken);
        Ledger.Add(taken);
        Took(taken);
        if (chaos.Strikes(FaultClasses.Effects, "effect.done-though-failed", chaos.Swarm.EffectRate))
        {
            throw new IOException("The mail host did not answer.");
        }

        return ValueTask.FromResult(true);
    }

    private static string Field(string header, string name)
    {
        var start = header.IndexOf($"\r\n{name}: ", StringComparison.Ordinal) + name.Length + 4;
        return header[start..header.IndexOf("\r\n", start, StringComparison.Ordinal)];
    }
}
