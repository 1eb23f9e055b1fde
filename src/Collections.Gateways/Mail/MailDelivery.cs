using Collections.Gateways.Notices;

namespace Collections.Gateways.Mail;

/// <summary>How notices leave an installation: files by default, a mail server for mail where one is named.</summary>
public sealed class MailDelivery : IAsyncDisposable
{
    /// <summary>The folder within a data folder in which it is remembered which mail left.</summary>
    public const string JournalFolderName = "mail";

    private readonly MailMeter _meter;
    private readonly SmtpSink? _smtp;

    private MailDelivery(MailServer? server, string dataFolder, TimeProvider time)
    {
        Server = server;
        _meter = new MailMeter();
        var files = new NoticeFolder(Path.Combine(dataFolder, NoticeFolder.FolderName));
        _smtp = server is null
            ? null
            : new SmtpSink(server, Path.Combine(dataFolder, JournalFolderName), _meter, time);
        Sink = _smtp is null ? files : new ByChannel(_smtp, files);
    }

    /// <summary>The mail server; null when mail is written to files.</summary>
    public MailServer? Server { get; }

    /// <summary>Where notices go.</summary>
    public INoticeSink Sink { get; }

    /// <summary>Opens the way out.</summary>
    /// <param name="server">The mail server; null for files.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="time">Measures how long things take.</param>
    public static MailDelivery Open(MailServer? server, string dataFolder, TimeProvider time) =>
        new(server, dataFolder, time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_smtp is not null)
        {
            await _smtp.DisposeAsync();
        }

        _meter.Dispose();
    }

    /// <summary>Mail by the mail server, every other channel as files.</summary>
    private sealed class ByChannel(SmtpSink mail, NoticeFolder files) : INoticeSink
    {
        public ValueTask<bool> PutAsync(OutgoingNotice notice) =>
            notice.Recipient is null ? files.PutAsync(notice) : mail.PutAsync(notice);

        public async ValueTask<bool> HasLeftAsync(string tenant, string noticeId) =>
            await files.HasLeftAsync(tenant, noticeId) || await mail.HasLeftAsync(tenant, noticeId);
    }
}
