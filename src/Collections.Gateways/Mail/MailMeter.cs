using System.Diagnostics.Metrics;

namespace Collections.Gateways.Mail;

/// <summary>Counts what becomes of mail, under the name <see cref="SourceName"/>; no tag names anyone.</summary>
public sealed class MailMeter : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string SourceName = "Collections.Mail";

    private readonly Meter _meter = new(SourceName);
    private readonly Counter<long> _sent;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _faults;

    /// <summary>A meter.</summary>
    public MailMeter()
    {
        _sent = _meter.CreateCounter<long>("collections.mail.sent", "{message}", "Messages the mail server took.");
        _duplicates = _meter.CreateCounter<long>(
            "collections.mail.duplicates",
            "{message}",
            "Messages sent again of which nobody knew whether they had left; same Message-ID.");
        _refused = _meter.CreateCounter<long>(
            "collections.mail.refused", "{message}", "Messages the mail server will never take, by its class of code.");
        _faults = _meter.CreateCounter<long>(
            "collections.mail.faults", "{attempt}", "Attempts that failed and are made again.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Sent() => _sent.Add(1);

    internal void Duplicate() => _duplicates.Add(1);

    internal void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void Fault() => _faults.Add(1);
}
