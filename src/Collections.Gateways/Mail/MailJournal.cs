using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Collections.Gateways.Mail;

/// <summary>What is known of a message.</summary>
internal enum MailTrace
{
    /// <summary>It never left.</summary>
    None,

    /// <summary>It was being handed over when the connection or the process ended: it may have left.</summary>
    Open,

    /// <summary>The server took it.</summary>
    Done,
}

/// <summary>
/// Remembers which messages left, by a hash of their id: one file a day, lines appended. A line is on the disk before
/// the last byte of its message goes out; so a crash leaves at most one message of which nobody knows.
/// </summary>
internal sealed class MailJournal : IDisposable
{
    /// <summary>
    /// Days kept. The gate gives a notice up after two days, so that nobody asks for one again that is older.
    /// </summary>
    private const int DaysKept = 4;

    private const int HashLength = 16;

    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Iso;

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Dictionary<UInt128, MailTrace> _traces = [];
    private FileStream? _file;
    private LocalDate _day;

    public MailJournal(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        Directory.CreateDirectory(folder);
        TakeAll();
    }

    public void Dispose() => _file?.Dispose();

    public MailTrace Of(string tenant, string noticeId) => _traces.GetValueOrDefault(KeyOf(tenant, noticeId));

    /// <summary>Writes down, to the disk, that a message is about to leave.</summary>
    public void Begin(string tenant, string noticeId)
    {
        Write('b', KeyOf(tenant, noticeId));
        RandomAccess.FlushToDisk(_file!.SafeFileHandle);
    }

    /// <summary>The server took it. On the disk at latest with the next beginning.</summary>
    public void End(string tenant, string noticeId) => Write('e', KeyOf(tenant, noticeId));

    /// <summary>The server said that it did not take it.</summary>
    public void Withdraw(string tenant, string noticeId) => Write('w', KeyOf(tenant, noticeId));

    private void TakeAll()
    {
        _traces.Clear();
        var oldest = Today().PlusDays(1 - DaysKept);
        foreach (var path in Directory.EnumerateFiles(_folder, "*.log").Order(StringComparer.Ordinal))
        {
            if (DayPattern.Parse(Path.GetFileNameWithoutExtension(path)) is { Success: true, Value: var day })
            {
                Take(path, day, oldest);
            }
        }
    }

    private void Take(string path, LocalDate day, LocalDate oldest)
    {
        if (day < oldest)
        {
            File.Delete(path);
            return;
        }

        foreach (var line in File.ReadLines(path))
        {
            // A crash may tear the last line; its message had not left then.
            if (line.Length == 2 + (2 * HashLength) && UInt128.TryParse(
                line.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key))
            {
                Note(line[0], key);
            }
        }
    }

    private void Write(char word, UInt128 key)
    {
        var today = Today();
        if (_file is null || today != _day)
        {
            _file?.Dispose();
            _day = today;

            // A day has gone: so has what is older than anyone asks for.
            TakeAll();
            _file = new FileStream(
                Path.Combine(_folder, DayPattern.Format(today) + ".log"),
                FileMode.Append,
                FileAccess.Write,
                FileShare.Read);
        }

        // A feed on both sides: what a crash tore before stays a line of its own.
        _file.Write(Encoding.ASCII.GetBytes($"\n{word} {key:x32}\n"));
        _file.Flush();
        Note(word, key);
    }

    private void Note(char word, UInt128 key) => _traces[key] = word switch
    {
        'b' => MailTrace.Open,
        'e' => MailTrace.Done,
        _ => MailTrace.None,
    };

    private LocalDate Today() => Instant.FromDateTimeOffset(_time.GetUtcNow()).InUtc().Date;

    private static UInt128 KeyOf(string tenant, string noticeId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}/{noticeId}"));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
