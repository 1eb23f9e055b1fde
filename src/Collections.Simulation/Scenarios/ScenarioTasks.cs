using Collections.Domain.Tasks;
using Collections.Gateways.Tasks;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;

namespace Collections.Simulation.Scenarios;

/// <summary>
/// The verbs <c>task</c> and <c>assign</c>. A task that a policy made has no name that a scenario could know: it is
/// named by the <c>template</c> and the <c>step</c> that waits for it.
/// </summary>
internal sealed class ScenarioTasks(ScenarioWorld world)
{
    /// <summary>Carries out an item; the refusal, or null.</summary>
    public async ValueTask<Rejection?> AskAsync(ScenarioItem item, WireContext context)
    {
        var (body, named) = await NamedAsync(item, context);
        if (named is null)
        {
            return Rejection.Unknown("task_unknown", "No step of that treatment waits for a task.");
        }

        var wire = Read(item, body, named);
        if (wire.Command is null)
        {
            return wire.Rejection;
        }

        var task = new EntityKey(ScenarioWorld.Tenant, CollectionTask.Kind, wire.TaskId!);
        var answer = await TaskDesk.AskAsync(
            world.Engine, task, wire.Command, new AskOptions { Principal = Principal.Operator });
        return answer.Rejection;
    }

    private static WireTask Read(ScenarioItem item, Node body, WireContext context)
    {
        if (item.Verb == ScenarioVerbs.Assign)
        {
            return TaskBodies.Assign(body, context);
        }

        var rest = ScenarioCommands.Without(body, "do");
        return ScenarioCommands.Says(body, "do", "cancel") ? TaskBodies.Cancel(rest, context)
            : ScenarioCommands.Says(body, "do", "close") || Has(body, "outcome") ? TaskBodies.Close(rest, context)
            : TaskBodies.Create(rest, context);
    }

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
