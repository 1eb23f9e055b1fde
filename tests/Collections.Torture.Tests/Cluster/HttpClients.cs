using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Collections.Torture.Tests.Victims;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// Clients that never give a request up: whatever happens to a server, they ask the next one, with the same ids and the
/// same key, until they are told. What they were told is what the cluster must not have lost.
/// </summary>
internal sealed class HttpClients(IReadOnlyList<ServerProcess> servers, HttpScript script, string apiKey) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = Patience,
    };

    /// <summary>What clients were told.</summary>
    public ConcurrentQueue<AckLine> Acks { get; } = [];

    /// <summary>Answers no server may give, whatever happens to it.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>Policies that were acknowledged, by the mark they carry.</summary>
    public ConcurrentQueue<string> Policies { get; } = [];

    /// <summary>Requests that had to be repeated.</summary>
    public int Repetitions => _repetitions;

    private readonly TaskCompletionSource _allOpened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _repetitions;
    private int _opened;

    /// <summary>Answers of keyed requests, to be asked for again.</summary>
    public ConcurrentQueue<(HttpStep Step, string Body)> Kept { get; } = [];

    /// <summary>One client, from its first request until it may stop; it always finishes what it began.</summary>
    public async Task RunAsync(int client, CancellationToken stop)
    {
        for (var number = 0; number < script.OpeningSteps || !stop.IsCancellationRequested; number++)
        {
            if (number == script.OpeningSteps)
            {
                await AllOpenedAsync();
            }

            var at = TimeProvider.System.GetUtcNow();
            var step = script.At(client, number, at);
            Note(client, number, step, at, await AskAsync(step, new Dice(number, client, 0)));
        }
    }

    /// <summary>Completes when every account is there.</summary>
    public Task AllOpened => _allOpened.Task;

    /// <summary>Episodes are played on accounts of every client: they begin when all are there.</summary>
    private Task AllOpenedAsync()
    {
        if (Interlocked.Increment(ref _opened) == script.Clients)
        {
            _allOpened.SetResult();
        }

        return AllOpened;
    }

    /// <summary>Asks one server after the other until an answer comes.</summary>
    public async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpStep step, Dice dice)
    {
        using var pace = new PeriodicTimer(Pause);
        for (var attempt = 0; ; attempt++)
        {
            if (attempt > 0)
            {
                Interlocked.Increment(ref _repetitions);
                await pace.WaitForNextTickAsync();
            }

            var server = servers[(dice with { Episode = attempt }).Roll("server", servers.Count)];
            if (await TryAskAsync(server, step) is var (status, body) && IsFinal(status, body))
            {
                return (status, body);
            }
        }
    }

    /// <summary>One attempt; null when the server did not answer.</summary>
    private async Task<(HttpStatusCode Status, string Body)?> TryAskAsync(ServerProcess server, HttpStep step)
    {
        using var request = new HttpRequestMessage(step.Method, new Uri(server.Address, step.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        request.Content = new StringContent(step.Text, Encoding.UTF8, "application/json");
        if (step.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", step.Key);
        }

        try
        {
            using var answer = await _http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private bool IsFinal(HttpStatusCode status, string body)
    {
        if (status == HttpStatusCode.InternalServerError)
        {
            Faults.Enqueue($"500: {body}");
        }

        return status switch
        {
            HttpStatusCode.Conflict => !body.Contains("request_in_progress", StringComparison.Ordinal)
                && !body.Contains("\"busy\"", StringComparison.Ordinal),
            HttpStatusCode.TooManyRequests => false,
            _ => (int)status < 500,
        };
    }

    private void Note(
        int client, int number, HttpStep step, DateTimeOffset at, (HttpStatusCode Status, string Body) answer)
    {
        using var body = JsonDocument.Parse(answer.Body);
        if (step.Verb == Verbs.Policy)
        {
            NotePolicy(step, body.RootElement);
            return;
        }

        var version = body.RootElement.TryGetProperty("accountVersion", out var after) ? after.GetInt64() : 1;
        var refused = (int)answer.Status >= 400;
        Acks.Enqueue(new AckLine(client, number, step.Entity, step.Verb, step.Id, step.AmountMinor, version)
        {
            Outcome = refused ? $"Rejected:{body.RootElement.GetProperty("code").GetString()}" : "Accepted",
            Key = step.Key,
            At = at.ToUnixTimeMilliseconds(),
        });
        if (step.Key is not null && !refused)
        {
            Kept.Enqueue((step, answer.Body));
        }
    }

    /// <summary>A policy that was asked for so often that its day has passed is refused, and that is right.</summary>
    private void NotePolicy(HttpStep step, JsonElement answer)
    {
        var code = answer.TryGetProperty("code", out var refusal) ? refusal.GetString() : null;
        if (code is null)
        {
            Policies.Enqueue(step.Id);
        }
        else if (code is not ("effective_from_in_past" or "too_many_pending_versions"))
        {
            Faults.Enqueue($"{step.Path}: {answer.GetRawText()}");
        }
    }
}
