using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Collections.Simulation.World;
using Collections.Torture.Tests.Cluster.Requests;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// The way to the servers, which never gives a request up: whatever happens to a server, the next one is asked the same
/// under the same key, until one answers.
/// </summary>
/// <param name="servers">Where servers listen.</param>
/// <param name="seed">The order in which they are asked.</param>
internal sealed class Wire(IReadOnlyList<Uri> servers, long seed) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = Patience,
    };

    private int _asked;
    private int _repetitions;

    /// <summary>Now.</summary>
    public static Instant Now => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    /// <summary>Answers no server may give, whatever happens to it.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Requests that had to be repeated.</summary>
    public int Repetitions => _repetitions;

    /// <summary>Asks one server after the other until an answer comes.</summary>
    /// <param name="ask">What is asked.</param>
    /// <param name="apiKey">Who asks.</param>
    /// <param name="key">The idempotency key; null for none.</param>
    public async Task<HttpReply> AskAsync(HttpAsk ask, string apiKey, string? key = null)
    {
        var dice = Dice.Of(seed, "server", Interlocked.Increment(ref _asked));
        using var pace = new PeriodicTimer(Pause);
        while (true)
        {
            var server = servers[dice.Between(0, servers.Count - 1)];
            if (await TryAskAsync(server, ask, (apiKey, key)) is { } reply && IsFinal(reply))
            {
                return reply;
            }

            Interlocked.Increment(ref _repetitions);
            await pace.WaitForNextTickAsync();
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One attempt; null when the server did not answer.</summary>
    private async Task<HttpReply?> TryAskAsync(Uri server, HttpAsk ask, (string ApiKey, string? Idempotency) keys)
    {
        using var request = new HttpRequestMessage(ask.Method, new Uri(server, ask.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys.ApiKey);
        if (ask.Text.Length > 0)
        {
            request.Content = new StringContent(ask.Text, Encoding.UTF8, "application/json");
        }

        if (keys.Idempotency is not null)
        {
            request.Headers.Add("Idempotency-Key", keys.Idempotency);
        }

        try
        {
            var sentAt = Now;
            using var answer = await _http.SendAsync(request);
            return await HttpReply.ReadAsync(answer, sentAt);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }

    private bool IsFinal(HttpReply reply)
    {
        if (reply.Status == HttpStatusCode.InternalServerError)
        {
            Faults.Enqueue($"at {Now}: 500: {reply.Body}");
        }

        return reply.Status switch
        {
            HttpStatusCode.Conflict => reply.Code is not ("busy" or "request_in_progress"),
            HttpStatusCode.TooManyRequests => false,
            _ => (int)reply.Status < 500,
        };
    }
}
