using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Simulation.Workload;
using Collections.Simulation.World;
using Collections.Torture.Tests.Cluster.Requests;

namespace Collections.Torture.Tests.Cluster;

/// <summary>
/// The desk: it edits the policies on the way, and works on what stands in its list; two may take the same item.
/// </summary>
internal sealed class HttpDesk(HttpClients clients, Playbook book, long seed)
{
    private const double Closes = 0.1;
    private const double Races = 0.3;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>Rounds between two edits: each walks every account.</summary>
    private const int EditEvery = 8;

    private int _edits;

    /// <summary>Policies by the text they were published as.</summary>
    public Dictionary<string, SimPolicy> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Contact policies by the text they were published as.</summary>
    public Dictionary<string, SimContactPolicy> ContactTexts { get; } = new(StringComparer.Ordinal);

    /// <summary>Publishes the next edit of each policy.</summary>
    public async Task PublishAsync()
    {
        var (contacts, first) = book.ContactPolicy(_edits);
        ContactTexts[TextOf(first)] = contacts;
        await clients.AskAsync(first);
        var (policy, second) = book.Policy(_edits++);
        Texts[TextOf(second)] = policy;
        await clients.AskAsync(second);
    }

    /// <summary>Works until told to stop.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Round);
        for (var round = 1; !stop.IsCancellationRequested; round++)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            await CloseAsync(round);
            if (round % EditEvery == 0)
            {
                await PublishAsync();
            }
        }
    }

    private async Task CloseAsync(int round)
    {
        var list = await clients.AskAsync(HttpAsk.Get("tasks?status=open&limit=100"), "desk");
        var work = new List<Task>();
        foreach (var item in list.Json["data"]!.AsArray())
        {
            var key = new EntityKey(Script.Tenant, CollectionTask.Kind, (string)item!["taskId"]!);
            var dice = Dice.Of(seed, "task " + key.Id, round);
            if (!dice.Chance(Closes))
            {
                continue;
            }

            TaskCommand command = dice.Chance(0.8)
                ? new TaskCommand.CloseTask(dice.Chance(0.5) ? "promise_to_pay" : "no_answer")
                : new TaskCommand.CancelTask("not_needed");
            work.Add(clients.AskAsync(new Ask(Wire.Now, key, command, "desk")));
            if (dice.Chance(Races))
            {
                work.Add(clients.AskAsync(new Ask(Wire.Now, key, new TaskCommand.CloseTask("left_message"), "desk")));
            }
        }

        await Task.WhenAll(work);
    }

    private static string TextOf(Ask ask) =>
        ((Domain.Configuration.PublicationCommand.Publish)ask.Command).Source;
}
