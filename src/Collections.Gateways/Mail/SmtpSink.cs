using Collections.Gateways.Notices;
using Collections.Kernel;
using NodaTime;

namespace Collections.Gateways.Mail;

/// <summary>
/// Hands mail to a mail server, one message at a time, so that a crash leaves at most one of which nobody knows whether
/// it left: that one is sent again under the same Message-ID and counted.
/// </summary>
public sealed class SmtpSink : INoticeSink, IAsyncDisposable
{
    /// <summary>After a server could not be reached others need not try for this long.</summary>
    private static readonly Duration RestAfterFault = Duration.FromSeconds(2);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly MailServer _server;
    private readonly MailJournal _journal;
    private readonly MailMeter _meter;
    private readonly TimeProvider _time;
    private SmtpSession? _session;
    private Instant _restUntil = Instant.MinValue;

    /// <summary>A sink.</summary>
    /// <param name="server">The mail server.</param>
    /// <param name="journalFolder">Where it is remembered what left.</param>
    /// <param name="meter">Counts what becomes of mail.</param>
    /// <param name="time">Measures how long things take.</param>
    public SmtpSink(MailServer server, string journalFolder, MailMeter meter, TimeProvider time)
    {
        _server = server;
        _journal = new MailJournal(journalFolder, time);
        _meter = meter;
        _time = time;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> PutAsync(OutgoingNotice notice)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            var trace = _journal.Of(notice.Tenant, notice.NoticeId);
            if (trace == MailTrace.Done)
            {
                return false;
            }

            await SendAsync(notice, mayHaveLeft: trace == MailTrace.Open);
            return true;
        }
        catch (MailFaultException)
        {
            _meter.Fault();
            throw;
        }
        catch (NoticeRefusedException refused)
        {
            _meter.Refused(refused.Reason);
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    /// <remarks>A mail of which nobody knows whether it left is judged anew, and counted if it leaves again.</remarks>
    public async ValueTask<bool> HasLeftAsync(string tenant, string noticeId)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            return _journal.Of(tenant, noticeId) == MailTrace.Done;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        _journal.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task SendAsync(OutgoingNotice notice, bool mayHaveLeft)
    {
        var recipient = notice.Recipient;
        Invariant.Require(recipient is not null, "Mail has a recipient.");
        var isUtf8 = !recipient.All(char.IsAscii);
        var session = await AcceptedAsync(recipient, notice.Bytes.Length, isUtf8);
        if (mayHaveLeft)
        {
            _meter.Duplicate();
        }

        _journal.Begin(notice.Tenant, notice.NoticeId);
        var reply = await session.ContentAsync(notice.Bytes);
        if (reply.IsDone)
        {
            _journal.End(notice.Tenant, notice.NoticeId);
            _meter.Sent();
            return;
        }

        if (!mayHaveLeft)
        {
            _journal.Withdraw(notice.Tenant, notice.NoticeId);
        }

        throw SmtpRefusals.Of(SmtpStep.Content, reply);
    }

    /// <summary>A session whose server waits for the content.</summary>
    private async Task<SmtpSession> AcceptedAsync(string recipient, int size, bool isUtf8)
    {
        if (_session is { IsUsable: true } open)
        {
            try
            {
                return await AcceptedAsync(open, recipient, size, isUtf8);
            }
            catch (MailFaultException) when (!open.IsUsable)
            {
                // The server closed a session that had rested too long; nothing was sent yet.
            }
        }

        return await AcceptedAsync(await ReopenAsync(), recipient, size, isUtf8);
    }

    private static async Task<SmtpSession> AcceptedAsync(
        SmtpSession session, string recipient, int size, bool isUtf8)
    {
        if (isUtf8 && !session.Offers("SMTPUTF8"))
        {
            throw new NoticeRefusedException(SmtpRefusals.AddressNeedsUtf8);
        }

        return await session.EnvelopeAsync(recipient, size, isUtf8) is { } refusal
            ? throw SmtpRefusals.Of(refusal.Step, refusal.Reply)
            : session;
    }

    private async Task<SmtpSession> ReopenAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
            _session = null;
        }

        if (Now < _restUntil)
        {
            throw new MailFaultException("The mail server could not be reached a moment ago.");
        }

        try
        {
            _session = await SmtpSession.OpenAsync(_server, _time);
            return _session;
        }
        catch (MailFaultException)
        {
            _restUntil = Now + RestAfterFault;
            throw;
        }
    }

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());
}
