using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Runtime.Ports;

namespace Collections.Bench;

/// <summary>A server over the engine that is measured, made by the program that has one.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Key">A key that may book bills and payments.</param>
/// <param name="Stop">Stops it; the engine goes on.</param>
public sealed record HttpTarget(IPEndPoint Address, string Key, Func<ValueTask> Stop);

/// <summary>Starts a server over an engine and its store.</summary>
/// <param name="engine">The engine.</param>
/// <param name="store">Its store.</param>
public delegate Task<HttpTarget> HttpHosting(Engine engine, IStore store);

/// <summary>
/// HTTP commands per second over a fixed number of connections, one request at a time on each. The caller is a bare
/// socket that writes what it has written before and looks for the end of the answer, so that little is measured but
/// the server; it runs in the same process and takes its share of the same cores.
/// </summary>
internal sealed class HttpFigure(HttpTarget target, BenchOptions options)
{
    /// <summary>Connections open at a time.</summary>
    public const int Connections = 64;

    private const int AnswerBytesMax = 64 * 1024;

    /// <summary>Until the code is compiled as it will stay.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Processor time of the whole process per command, callers included.</summary>
    public double ProcessorMicroseconds { get; private set; }

    /// <summary>Bytes allocated per command, callers included.</summary>
    public double AllocatedBytes { get; private set; }

    /// <summary>Commands per second and the latencies in milliseconds, sorted.</summary>
    public async Task<(double PerSecond, List<double> Latencies)> MeasureAsync()
    {
        await RunAsync(WarmUp, seed: 21);
        var started = Stopwatch.GetTimestamp();
        var allocated = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        var latencies = await RunAsync(TimeSpan.FromSeconds(options.Seconds), seed: 22);
        ProcessorMicroseconds = (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / latencies.Count;
        AllocatedBytes = (double)(GC.GetTotalAllocatedBytes() - allocated) / latencies.Count;
        var perSecond = latencies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        latencies.Sort();
        return (perSecond, latencies);
    }

    private async Task<List<double>> RunAsync(TimeSpan time, int seed)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var callers = Enumerable.Range(0, Connections).Select(caller => CallAsync(caller, seed, until));
        return [.. (await Task.WhenAll(callers)).SelectMany(each => each)];
    }

    private async Task<List<double>> CallAsync(int caller, int seed, long until)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Address);
        var random = new Random((seed * 10_000) + caller);
        var answer = new byte[AnswerBytesMax];
        var latencies = new List<double>(8_192);
        for (var n = 0; Stopwatch.GetTimestamp() < until; n++)
        {
            var request = Request(Portfolio.Key(random.Next(options.Accounts)), $"h{seed}-{caller}-{n}", n);
            var started = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            var status = await ReadAsync(socket, answer);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            Invariant.Require(status == 201, $"A measured request is accepted, not answered with {status}.");
        }

        return latencies;
    }

    /// <summary>What a biller's day consists of: bills, payments, adjustments and tags.</summary>
    private byte[] Request(EntityKey account, string id, int n)
    {
        var (path, body) = (n % 10) switch
        {
            < 4 => ("bills", $$"""{"billId":"{{id}}","amountDue":{{25 + (n % 4)}}.00}"""),
            < 8 => ("payments", $$"""{"paymentId":"{{id}}","amount":{{10 + (n % 7)}}.00}"""),
            8 => ("bills/p0/adjustments", $$"""{"adjustmentId":"{{id}}","amount":-0.01}"""),
            _ => ("tags", $$"""{"tag":"{{id}}"}"""),
        };
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /v1/accounts/{account.Id}/{path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {target.Key}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    /// <summary>Reads one answer to its end and gives its status.</summary>
    private static async Task<int> ReadAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            Invariant.Require(read > 0, "The server keeps the connection open.");
            filled += read;
            if (StatusOf(buffer.AsSpan(0, filled)) is { } status)
            {
                return status;
            }
        }
    }

    /// <summary>The status of an answer that has come whole; null while more is to come.</summary>
    private static int? StatusOf(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var name = answer.IndexOf("Content-Length: "u8);
        Invariant.Require(name >= 0 && name < end, "An answer says how long it is.");
        var read = Utf8Parser.TryParse(answer[(name + 16)..], out int length, out _)
            & Utf8Parser.TryParse(answer[9..], out int status, out _);
        Invariant.Require(read, "Status and length are numbers.");
        return answer.Length >= end + 4 + length ? status : null;
    }
}
