using System.Text.Json.Nodes;
using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using NodaTime.Text;

namespace Collections.Simulation.Scenarios;

/// <summary>
/// The verbs <c>task</c>, <c>assign</c>, <c>attempt</c> and <c>callback</c>. A task that a policy made has no name that
/// a scenario could know: it is named by the <c>template</c> and the <c>step</c> that waits for it. <c>task</c> with
/// <c>do: expect</c> looks at where a task stands.
/// </summary>
internal sealed class ScenarioTasks(ScenarioWorld world)
{
    private static readonly Dictionary<string, string> NoIds = [];

    private static readonly AskOptions Asking = new() { Principal = Principal.Operator };

    /// <summary>Carries out an item; the refusal, or null.</summary>
    public async ValueTask<Rejection?> AskAsync(ScenarioItem item, WireContext context)
    {
        var (body, named) = await NamedAsync(item, context);
        if (named is null)
        {
            return Rejection.Unknown("task_unknown", "No step of that treatment waits for a task.");
        }

        if (item.Verb == ScenarioVerbs.Attempt)
        {
            return await AttemptAsync(body, named);
        }

        if (ScenarioCommands.Says(body, "do", "expect"))
        {
            return await ExpectAsync((Node.Mapping)body, named);
        }

        var wire = await ReadAsync(item, body, named);
        if (wire.Command is null)
        {
            return wire.Rejection;
        }

        var answer = await TaskDesk.AskAsync(world.Engine, Key(wire.TaskId!), wire.Command, Asking);
        return answer.Rejection;
    }

    private static EntityKey Key(string taskId) => new(ScenarioWorld.Tenant, CollectionTask.Kind, taskId);

    private async ValueTask<WireTask> ReadAsync(ScenarioItem item, Node body, WireContext context)
    {
        if (item.Verb == ScenarioVerbs.Assign)
        {
            return TaskBodies.Assign(body, context);
        }

        if (item.Verb == ScenarioVerbs.Callback)
        {
            return TaskBodies.Callback(body, context);
        }

        var rest = ScenarioCommands.Without(body, "do");
        return ScenarioCommands.Says(body, "do", "cancel") ? TaskBodies.Cancel(rest, context)
            : ScenarioCommands.Says(body, "do", "pause") ? TaskBodies.Pause(rest, context)
            : ScenarioCommands.Says(body, "do", "resume") ? TaskBodies.Resume(rest, context)
            : ScenarioCommands.Says(body, "do", "claim") ? TaskBodies.Claim(rest, context)
            : ScenarioCommands.Says(body, "do", "close") || Has(body, "outcome") ? TaskBodies.Close(rest, context)
            : TaskBodies.Create(rest, context, await CurrencyAsync(context.AccountId));
    }

    private async ValueTask<Currency> CurrencyAsync(string account) =>
        Currency.OrNull((await world.AccountAsync(account))?.Profile?.Currency ?? "USD")!;

    private async ValueTask<Rejection?> AttemptAsync(Node body, WireContext context)
    {
        var task = TaskOf(body, context);
        var rest = ScenarioCommands.Without(body, "taskId");
        var (report, malformed) = TaskBodies.Attempt(rest, context with { PathIds = NoIds });
        if (report is null)
        {
            return malformed;
        }

        var (command, refusal) = await AttemptDesk.PassAsync(world.Engine, Key(task), report, Asking);
        return command is null ? refusal : (await world.Engine.AskAsync(Key(task), command, Asking)).Rejection;
    }

    /// <summary>Compares what the item says of a task with how it stands.</summary>
    private async ValueTask<Rejection?> ExpectAsync(Node.Mapping body, WireContext context)
    {
        var task = TaskOf(body, context);
        if (await world.Engine.ReadAsync(Key(task)) is not (CollectionTask { Terms: not null } state, _))
        {
            return Rejection.Unknown("task_unknown", $"There is no task '{task}'.");
        }

        var configuration = await world.ConfigurationAsync();
        var next = TaskSchedule.Next(state, configuration, world.Now).At;
        var view = new JsonObject
        {
            ["status"] = state.StatusWord,
            ["outcome"] = state.Outcome,
            ["queue"] = state.Queue,
            ["assignedTo"] = state.AssignedTo,
            ["next"] = next is { } at && state.IsOpen ? InstantPattern.ExtendedIso.Format(at) : null,
        };
        var expected = ScenarioCommands.Without(body, "do", "taskId");
        return PartialMatch.Compare(expected, view, string.Empty) is [var miss, ..]
            ? Rejection.Refused("task_differs", $"{miss.Path} is {miss.Actual?.ToJsonString() ?? "null"}.")
            : null;
    }

    private static string TaskOf(Node body, WireContext context) =>
        context.PathIds.TryGetValue("taskId", out var named) ? named
        : body is Node.Mapping map && map["taskId"] is Node.Scalar { Text: { } id } && EntityKey.IsValidId(id) ? id
        : "unknown";

    /// <summary>The body without the names of treatment and step, and the task they name.</summary>
    private async ValueTask<(Node Body, WireContext? Context)> NamedAsync(ScenarioItem item, WireContext context)
    {
        if (item.Body is not Node.Mapping map
            || map["template"] is not Node.Scalar { Text: { } template }
            || map["step"] is not Node.Scalar { Text: { } step })
        {
            return (item.Body, context);
        }

        var account = await world.AccountAsync(item.Account!);
        var task = account is null ? null : TaskDesk.TaskOf(account, template, step);
        var ids = new Dictionary<string, string> { ["taskId"] = task ?? string.Empty };
        return (
            ScenarioCommands.Without(item.Body, "template", "step"),
            task is null ? null : context with { PathIds = ids });
    }

    private static bool Has(Node body, string key) => body is Node.Mapping map && map[key] is not null;
}
