using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Collections.Domain.Accounts;
using Collections.Domain.Lists;
using Collections.Domain.Numbers;
using Collections.Kernel;
using Collections.Runtime;
using Collections.Simulation.Auditing;
using Collections.Simulation.Workload;
using Collections.Simulation.World;
using Collections.Torture.Tests.Cluster.Requests;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// The clients of the simulation, over HTTP: they repeat a request under the same key until it is answered, on any
/// server; some repeat it although they were answered, and some use a key again for something else. What they were told
/// is what the cluster must not have lost.
/// </summary>
internal sealed class HttpClients(Wire wire, Staff staff, Translation translation, long seed)
{
    private const double RepeatsRate = 0.05;
    private const double MisusesRate = 0.5;
    private const double RemembersRate = 0.1;
    private const int RememberedMax = 300;

    /// <summary>What no request of a script can be answered with: it was put wrongly, or something known is lost.</summary>
    private static readonly string[] NeverSaid =
        ["invalid_request", "unauthorized", "forbidden", "route_unknown", "account_unknown", "unsupported_media_type"];

    private readonly ConcurrentDictionary<int, Ask> _unanswered = [];
    private readonly ConcurrentQueue<Told> _answers = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentQueue<(Sent Sent, Told Told)> _remembered = [];
    private int _keys;
    private int _givenAgain;

    /// <summary>Requests answered so far.</summary>
    public int Answered => _answers.Count;

    /// <summary>Answers that were given again.</summary>
    public int GivenAgain => _givenAgain;

    /// <summary>How often each was said, by group of entities and code.</summary>
    public IEnumerable<(string Answer, int Times)> Tally => _answers
        .GroupBy(told => $"{told.Ask.Command.GetType().Name} {told.Code ?? "done"}", StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Count()));

    /// <summary>What clients heard so far.</summary>
    public Heard Heard => new([.. _answers], [.. _unanswered.Values], [.. _complaints, .. wire.Faults]);

    /// <summary>Something is not as a client may expect.</summary>
    public void Complain(string what) => _complaints.Enqueue(what);

    /// <summary>Asks until answered.</summary>
    public async Task<Told> AskAsync(Ask ask, HttpAsk? put = null)
    {
        var number = Interlocked.Increment(ref _keys);
        var by = await staff.OfAsync(ask.By);
        var asked = ask with { At = Wire.Now, By = by.Actor };
        _unanswered[number] = asked;
        var request = put ?? translation.Of(ask, await TreatmentAsync(ask));
        var key = request.Method == HttpMethod.Post
            ? string.Create(CultureInfo.InvariantCulture, $"k{number}")
            : null;
        var reply = await wire.AskAsync(request, by.ApiKey, key);
        var told = Tell(asked, key, reply);
        _answers.Enqueue(told);
        _unanswered.TryRemove(number, out _);
        if (NeverSaid.Contains(told.Code, StringComparer.Ordinal) && !IsOver(ask.Command))
        {
            Complain($"{request.Method} {request.Path} {request.Text} was answered {reply.Body}");
        }

        if (key is not null)
        {
            await PonderAsync(new Sent(request, key, by.ApiKey), told, Dice.Of(seed, "client", number));
        }

        return told;
    }

    /// <summary>Asks once more what was answered long ago: kept answers outlive the servers that gave them.</summary>
    public async Task AskAgainAsync()
    {
        foreach (var (sent, told) in _remembered.Take(RememberedMax))
        {
            await RepeatAsync(sent, told, misuses: false);
        }
    }

    /// <summary>Asks for something that is nobody's command: a list, the next task, a permit.</summary>
    public async Task<HttpReply> AskAsync(HttpAsk ask, string by, string? key = null) =>
        await wire.AskAsync(ask, (await staff.OfAsync(by)).ApiKey, key);

    /// <summary>The name somebody bears in the log.</summary>
    public async Task<string> ActorAsync(string by) => (await staff.OfAsync(by)).Actor;

    /// <summary>Until when it should have counted has passed with the days of the script; that is malformed.</summary>
    private static bool IsOver(ICommand command) => command switch
    {
        NumberCommand.MarkNumber mark => mark.Until < Wire.Now,
        ListCommand.AddMember add => add.Until < Wire.Now,
        _ => false,
    };

    private async Task<string?> TreatmentAsync(Ask ask)
    {
        if (ask.Command is not AccountCommand.WorkTreatment { Treatment.Template: { } template })
        {
            return null;
        }

        var account = await AskAsync(HttpAsk.Get($"accounts/{ask.Key.Id}"), ask.By);
        return account.IsRefusal ? null : TreatmentRequests.LatestOf(account.Json, template);
    }

    private static Told Tell(Ask asked, string? key, HttpReply reply)
    {
        // Accounts and tasks tell the version that came of the request itself.
        var isNew = reply.Status == HttpStatusCode.Created && asked.Key.Kind is "account" or "task";
        var outcome = reply.IsRefusal ? Outcome.Rejected
            : reply.Status == HttpStatusCode.Created && isNew ? Outcome.Accepted
            : reply.IsRepeated ? Outcome.Replayed
            : Outcome.Unchanged;
        if (asked.Key.Kind == "task" && reply.Status is HttpStatusCode.OK or HttpStatusCode.Created
            && (string?)reply.Json["taskId"] is { } task)
        {
            // One about a bill that another task is about is merged into that one.
            asked = asked with { Key = asked.Key with { Id = task } };
        }

        return new Told(asked, key, outcome, reply.Code, reply.Version, reply.Body, Wire.Now);
    }

    private async Task PonderAsync(Sent sent, Told told, Dice dice)
    {
        if (IsKept(told.Code) && dice.Chance(RemembersRate))
        {
            _remembered.Enqueue((sent, told));
        }

        if (dice.Chance(RepeatsRate))
        {
            await RepeatAsync(sent, told, dice.Chance(MisusesRate));
        }
    }

    private async Task RepeatAsync(Sent first, Told told, bool misuses)
    {
        var again = await wire.AskAsync(first.Request, first.ApiKey, first.Key);
        if (!IsKept(told.Code))
        {
            return;
        }

        Interlocked.Increment(ref _givenAgain);
        if (!again.IsRepeated || again.Code != told.Code || (IsWhole(told) && again.Body != told.Body))
        {
            Complain($"{first.Key} {told.Ask.Key}: the answer was {told.Body}, then {again.Body}");
        }

        if (misuses)
        {
            var misused = await wire.AskAsync(first.Request.InOtherWords(), first.ApiKey, first.Key);
            if (misused.Code != "idempotency_key_reused")
            {
                Complain($"{first.Key} {told.Ask.Key}: another request under the same key was answered {misused.Body}");
            }
        }
    }

    /// <summary>Decided answers are kept and given again; what is unknown or malformed is judged anew.</summary>
    private static bool IsKept(string? code) =>
        code is null || !(code.EndsWith("_unknown", StringComparison.Ordinal) || code is "invalid_request");

    /// <summary>Complaints and numbers are shown whole to who asks first; what is kept holds no personal value.</summary>
    private static bool IsWhole(Told told) => told.Ask.Key.Kind is "account" or "person";

    /// <summary>A request as it was sent.</summary>
    private sealed record Sent(HttpAsk Request, string Key, string ApiKey);
}
