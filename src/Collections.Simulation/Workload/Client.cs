using System.Security.Cryptography;
using System.Text;
using Collections.Domain.Contacts;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Simulation.Faults;
using Collections.Simulation.Runs;
using NodaTime;

namespace Collections.Simulation.Workload;

/// <summary>What a client was told in the end.</summary>
/// <param name="Ask">What was asked.</param>
/// <param name="IdempotencyKey">Under which key; null for none.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Code">Why it was refused; null when it was not.</param>
/// <param name="Version">The entity's version afterwards.</param>
/// <param name="Body">The answer's bytes.</param>
/// <param name="At">The true time of the answer.</param>
internal sealed record Told(
    Ask Ask, string? IdempotencyKey, Outcome Outcome, string? Code, long Version, string Body, Instant At)
{
    /// <summary>Whether something new came of it.</summary>
    public bool IsNew => Outcome == Outcome.Accepted;

    /// <summary>Whether it is an answer that was kept.</summary>
    public bool IsRepeated => Outcome == Outcome.Replayed;

    /// <summary>Whether the gate's answer was so, be it a repeated one.</summary>
    public bool Says(GateAnswer answer) => Code is null && Body.EndsWith($" {answer}", StringComparison.Ordinal);
}

/// <summary>
/// A client of the API: repeats a request under the same key until it is answered, on any node that runs; some repeat
/// it although they were answered, and some use a key again for something else.
/// </summary>
internal sealed class Client(Chaos chaos, Func<Node?> anyNode)
{
    private const int TriesMax = 200;
    private int _keys;

    /// <summary>Every answer, in order.</summary>
    public List<Told> Answers { get; } = [];

    /// <summary>Requests not answered yet.</summary>
    public List<Ask> Unanswered { get; } = [];

    /// <summary>What clients saw that must not be.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Asks until answered.</summary>
    public async Task<Told> AskAsync(Ask ask)
    {
        Unanswered.Add(ask);
        var key = $"k{++_keys}";
        var first = await AskAsync(ask, key, HashOf(key));
        Answers.Add(first);
        Unanswered.Remove(ask);
        if (chaos.Strikes(FaultClasses.People, "people.repeated", chaos.Swarm.PeopleRate))
        {
            await RepeatAsync(ask, key, first);
        }

        return first;
    }

    private async Task RepeatAsync(Ask ask, string key, Told first)
    {
        var again = await AskAsync(ask, key, HashOf(key));
        if (IsKept(first) && again.Body != first.Body)
        {
            Complaints.Add($"{key} {ask.Key}: the answer was {first.Body}, then {again.Body}");
        }

        if (IsKept(first) && chaos.Strikes(FaultClasses.People, "people.key-reused", 0.5))
        {
            var misused = await AskAsync(ask, key, HashOf(key + "other"));
            if (misused.Code != "idempotency_key_reused")
            {
                Complaints.Add($"{key} {ask.Key}: another request under the same key was answered {misused.Body}");
            }
        }
    }

    private async Task<Told> AskAsync(Ask ask, string key, string hash)
    {
        for (var tries = 1; ; tries++)
        {
            Invariant.Require(tries < TriesMax, "A request is answered in the end.");
            try
            {
                return await TryAsync(ask, key, hash);
            }
            catch (StoreUnavailableException)
            {
                chaos.Marks.Hit("client.store-unavailable");
            }
            catch (EntityStoppedException bug)
            {
                Complaints.Add($"{ask.Key} met a bug: {bug.Message}");
                return new Told(ask, key, Outcome.Rejected, "stopped", 0, "stopped", chaos.Scheduler.Now);
            }
            catch (NodeDiedException)
            {
                chaos.Marks.Hit("client.node-died");
            }

            await PauseAsync(tries);
        }
    }

    private async Task<Told> TryAsync(Ask ask, string key, string hash)
    {
        var node = anyNode() ?? throw new NodeDiedException();
        if (ask.Prepare is { } prepare)
        {
            var (prepared, command, refusal) = await node.DoAsync(prepare);
            if (command is null)
            {
                chaos.Marks.Hit("client.refused-before");
                return new Told(ask, key, Outcome.Rejected, refusal!.Code, 0, refusal.Code, chaos.Scheduler.Now);
            }

            ask = ask with { Key = prepared, Command = command };
        }

        var options = new AskOptions
        {
            Principal = new Principal(ask.By, "integration"),
            Idempotency = new IdempotentRequest(
                "client:" + key, hash, answer => Encoding.UTF8.GetBytes(BodyOf(answer))),
        };
        var answer = await node.AskAsync(ask.Key, ask.Command, options);
        if (answer.Rejection is { Code: Answer.BusyCode or "request_in_progress" } busy)
        {
            chaos.Marks.Hit("client." + busy.Code);
            throw new StoreUnavailableException(busy.Code);
        }

        var body = answer.Outcome == Outcome.Replayed ? Encoding.UTF8.GetString(answer.Replay.Span) : BodyOf(answer);
        chaos.Marks.Hit("client." + answer.Outcome);
        return new Told(ask, key, answer.Outcome, answer.Rejection?.Code, answer.Version, body, chaos.Scheduler.Now);
    }

    /// <summary>Does something on any server until one lives to see its end.</summary>
    public async Task<T> PersistAsync<T>(Func<Node, Task<T>> act)
    {
        for (var tries = 1; ; tries++)
        {
            Invariant.Require(tries < TriesMax, "What somebody wants is done in the end.");
            try
            {
                return await act(anyNode() ?? throw new NodeDiedException());
            }
            catch (Exception fault) when (fault is StoreUnavailableException or NodeDiedException)
            {
                chaos.Marks.Hit("client.persisted");
            }

            await PauseAsync(tries);
        }
    }

    /// <summary>Waits, in virtual time.</summary>
    public Task PauseAsync(Duration span)
    {
        var pause = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        chaos.Scheduler.At(chaos.Scheduler.Now + span, pause.SetResult);
        return pause.Task;
    }

    private Task PauseAsync(int tries) => PauseAsync(Duration.FromSeconds(Math.Min(tries * 7, 600)));

    /// <summary>Decided answers are kept and given again; what is unknown or malformed is judged anew.</summary>
    private static bool IsKept(Told told) =>
        told.Code is null || (!told.Code.EndsWith("_unknown", StringComparison.Ordinal)
            && told.Code is not "invalid_request" and not "idempotency_key_reused");

    private static string BodyOf(Answer answer) =>
        $"{answer.Outcome} {answer.Version} {answer.Rejection?.Code} {(answer.Report as ContactPermission)?.Decision}";

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
