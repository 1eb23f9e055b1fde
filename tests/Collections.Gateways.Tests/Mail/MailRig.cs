using System.Diagnostics.Metrics;
using System.Text;
using Collections.Gateways.Mail;
using Collections.Gateways.Notices;

namespace Collections.Gateways.Tests.Mail;

/// <summary>A sink before a fake server, its journal in a folder of its own, its counters read.</summary>
internal sealed class MailRig : IAsyncDisposable
{
    private readonly MeterListener _listener = new();
    private readonly MailMeter _meter = new();
    private readonly Dictionary<string, long> _counts = [];

    public MailRig()
    {
        // Other tests have meters of the same name: this one listens to its own only.
        var mine = MeterOf(_meter);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, mine))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            _counts[instrument.Name] = Count(instrument.Name) + value);
        _listener.Start();
        Sink = Open();
    }

    public FakeMailServer Server { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("collections-mail-").FullName;

    public SmtpSink Sink { get; private set; }

    /// <summary>Replaces the sink as a restart would; the journal stays.</summary>
    public async Task RestartAsync(Func<MailServer, MailServer>? change = null)
    {
        await Sink.DisposeAsync();
        Sink = Open(change);
    }

    public long Count(string name) => _counts.GetValueOrDefault(name);

    public static OutgoingNotice Notice(string id = "n1", string text = "Hello\r\n", string to = "kim@example.org") =>
        new("default", id, Encoding.UTF8.GetBytes($"Subject: x\r\n\r\n{text}")) { Recipient = to };

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        await Server.DisposeAsync();
        _listener.Dispose();
        _meter.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private SmtpSink Open(Func<MailServer, MailServer>? change = null)
    {
        var server = new MailServer("localhost", Server.Port)
        {
            Sender = "notices@example.com",
            Security = MailSecurity.None,
            CommandTime = TimeSpan.FromSeconds(5),
            AcceptTime = TimeSpan.FromSeconds(5),
        };
        return new SmtpSink(change?.Invoke(server) ?? server, Path.Combine(Folder, "mail"), _meter, TimeProvider.System);
    }

    private static Meter MeterOf(MailMeter meter) => (Meter)typeof(MailMeter)
        .GetField("_meter", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
        .GetValue(meter)!;
}
