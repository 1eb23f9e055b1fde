using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Collections.Domain.Accounts;
using Collections.Domain.Complaints;
using Collections.Domain.Contacts;
using Collections.Domain.Lists;
using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Simulation.Faults;
using Collections.Simulation.Workload;
using Collections.Simulation.World;
using Collections.Torture.Tests.Cluster.Requests;
using NodaTime;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// The collectors of the simulation over HTTP: several who take the next task of one worklist at the same moments, on
/// whichever server answers, ask the gate, dial, and say how it ended. Some never come back to what they took.
/// </summary>
internal sealed class HttpFloor(HttpClients clients, Playbook book, HttpPhone phone, long seed)
{
    private const int Agents = 3;
    private const double LeavesTask = 0.05;
    private const double LeavesCall = 0.03;
    private const int DisputeDays = 14;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, Household> _households = new(StringComparer.Ordinal);
    private int _claims;
    private int _calls;

    /// <summary>Everybody works until told to stop, and ends what he began.</summary>
    public Task WorkAsync(CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Agents).Select(agent => WorkAsync($"agent-{agent}", stop)));

    private async Task WorkAsync(string agent, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Rest);
        while (!stop.IsCancellationRequested)
        {
            if (await ClaimAsync(agent) is not { } task)
            {
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
            else if (!DiceOf("leaves task " + task.TaskId).Chance(LeavesTask))
            {
                await CallAsync(task);
            }
        }
    }

    private async Task<Work?> ClaimAsync(string agent)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"claim-{Interlocked.Increment(ref _claims)}");
        var reply = await clients.AskAsync(
            HttpAsk.Post("tasks/claim-next", new JsonObject { ["kind"] = "call" }), agent, key);
        if (reply.Status != HttpStatusCode.OK)
        {
            return reply.Status == HttpStatusCode.NoContent ? null : Wrong<Work>("the next task", reply);
        }

        var call = string.Create(CultureInfo.InvariantCulture, $"call-{Interlocked.Increment(ref _calls)}");
        return new Work(agent, reply.Word("taskId"), reply.Word("accountId"), call);
    }

    private async Task CallAsync(Work work)
    {
        var household = _households.GetOrAdd(
            work.AccountId, id => book.HouseholdOf(int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture)));
        var person = household.Customer.PersonId;
        var number = book.NumberOf(person);
        var asked = Wire.Now;
        if (!await ReserveAsync(work, number))
        {
            await LetGoAsync(work);
            return;
        }

        var dice = DiceOf("floor " + work.CallId);
        if (dice.Chance(LeavesCall))
        {
            return;
        }

        if (await ConfirmAsync(work) is not { } confirmed)
        {
            await LetGoAsync(work);
            return;
        }

        var made = phone.Dial(new DialedCall(work.CallId, household, person, number, asked, confirmed));
        await ReportAsync(work, made, dice);
        await HearAsync(made, dice);
    }

    private async Task<bool> ReserveAsync(Work work, string number)
    {
        var reply = await clients.AskAsync(
            HttpAsk.Post("contacts", new JsonObject
            {
                ["contactId"] = work.CallId,
                ["accountId"] = work.AccountId,
                ["channel"] = "phone",
                ["number"] = number,
            }),
            work.Agent,
            "reserve-" + work.CallId);
        return reply.IsRefusal ? Wrong<string>("a permit", reply) is not null : reply.Word("decision") == "allow";
    }

    /// <summary>The gate's last word, never one that was kept; when it was asked for it, or null when it denied.</summary>
    private async Task<Instant?> ConfirmAsync(Work work)
    {
        var reply = await clients.AskAsync(
            HttpAsk.Post($"contacts/{work.CallId}/confirm", new JsonObject { ["accountId"] = work.AccountId }),
            work.Agent);

        // What an attempt before was told is not known: then the permit may be gone.
        return !reply.IsRefusal && reply.Word("decision") == "allow" ? reply.SentAt : null;
    }

    private async Task ReportAsync(Work work, MadeCall made, Dice dice)
    {
        var actor = await clients.ActorAsync(work.Agent);
        var report = new AttemptReport
        {
            AttemptId = work.CallId,
            Outcome = made.Outcome,
            ContactId = work.CallId,
            Agent = actor,
            CallbackAt = made.Word == CallOutcome.Refuses && dice.Chance(0.4)
                ? made.At + Duration.FromHours(dice.Between(2, 90))
                : null,
        };
        await SayAsync(work, new TaskCommand.RecordAttempt(report));
        if (made.Word is CallOutcome.Promise or CallOutcome.WrongParty)
        {
            await SayAsync(work, new TaskCommand.CloseTask(made.Word));
        }
    }

    /// <summary>What the customer wants after the call.</summary>
    private async Task HearAsync(MadeCall made, Dice dice)
    {
        var customer = made.Call.Household.Customer;
        if (made.Word == CallOutcome.Dispute)
        {
            var today = made.At.InZone(DateTimeZoneProviders.Tzdb[customer.Market.Zone]).Date;
            await clients.AskAsync(new Ask(
                made.At,
                Script.Account(customer.Number),
                new AccountCommand.PlaceHold(
                    "D-" + made.Call.CallId, "dispute", today, today.PlusDays(DisputeDays), HoldScope.Treatment),
                "desk"));
        }

        var wish = dice.Unit();
        if (made.Outcome == "ANSWERED_HUMAN" && wish < 0.13)
        {
            await clients.AskAsync(Wish(made, wish));
        }
    }

    private static Ask Wish(MadeCall made, double wish)
    {
        var person = new EntityKey(Script.Tenant, Person.Kind, made.Call.PersonId);
        return wish switch
        {
            < 0.05 => new Ask(made.At, person, new PersonCommand.OptOut("phone", "call"), "person"),
            < 0.10 => new Ask(
                made.At,
                new EntityKey(Script.Tenant, Complaint.Kind, "cmp-" + made.Call.CallId),
                new ComplaintCommand.FileComplaint(
                    new ComplaintTerms
                    {
                        PersonId = person.Id,
                        Source = "phone",
                        Category = "harassment",
                        Channel = "phone",
                        ReceivedAt = made.At - Duration.FromMinutes(10),
                    },
                    null),
                "desk"),
            _ => new Ask(
                made.At,
                new EntityKey(Script.Tenant, MemberList.Kind, MemberList.DefaultName),
                new ListCommand.AddMember(made.Call.NumberId, "refused", "call", null),
                "desk"),
        };
    }

    /// <summary>A task whose customer may not be called waits at the gate; some are given up.</summary>
    private async Task LetGoAsync(Work work)
    {
        await SayAsync(work, DiceOf("gives up " + work.CallId).Chance(0.5)
            ? new TaskCommand.CloseTask("not_permitted")
            : new TaskCommand.ReleaseTask(await clients.ActorAsync(work.Agent)));
    }

    private Task<Told> SayAsync(Work work, TaskCommand command) => clients.AskAsync(new Ask(
        Wire.Now, new EntityKey(Script.Tenant, CollectionTask.Kind, work.TaskId), command, work.Agent));

    private T? Wrong<T>(string what, HttpReply reply)
        where T : class
    {
        clients.Complain($"{what} was refused: {reply.Body}");
        return null;
    }

    private Dice DiceOf(string name) => Dice.Of(seed, name);

    /// <summary>One task in the hands of one collector.</summary>
    private sealed record Work(string Agent, string TaskId, string AccountId, string CallId);
}
