using Collections.Domain.Tasks;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Wire;

/// <summary>A command for a task made from a body, or why there is none.</summary>
/// <param name="TaskId">The task; null when the body is malformed.</param>
/// <param name="Command">The command; null when the body is malformed.</param>
/// <param name="Rejection">Every fault of the body; null when there is none.</param>
public readonly record struct WireTask(string? TaskId, TaskCommand? Command, Rejection? Rejection);

/// <summary>Bodies of the calls about tasks.</summary>
public static class TaskBodies
{
    private const int NameLengthMax = 64;

    /// <summary>
    /// <c>POST /tasks</c>: <c>taskId kind queue campaign name</c>, about the account of the context. The customer is
    /// not in the body: see <see cref="Collections.Gateways.Tasks.TaskDesk"/>.
    /// </summary>
    public static WireTask Create(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var kind = reader.Required("kind", reader.Text("kind", NameLengthMax));
        var queue = reader.Text("queue", NameLengthMax);
        var campaign = reader.Text("campaign", NameLengthMax);
        var name = reader.Text("name");
        return Of(reader, id, () => new TaskCommand.CreateTask(new TaskTerms
        {
            AccountId = context.AccountId,
            Kind = kind!,
            Queue = queue,
            Campaign = campaign,
            Name = name,
        }));
    }

    /// <summary><c>POST /tasks/{id}/outcome</c>: <c>outcome</c>, the disposition it is closed with.</summary>
    public static WireTask Close(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var outcome = reader.Required("outcome", reader.Id("outcome"));
        return Of(reader, id, () => new TaskCommand.CloseTask(outcome!));
    }

    /// <summary><c>POST /tasks/{id}/cancel</c>: <c>reason</c>, a code.</summary>
    public static WireTask Cancel(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var reason = reader.Required("reason", reader.Id("reason"));
        return Of(reader, id, () => new TaskCommand.CancelTask(reason!));
    }

    /// <summary><c>POST /tasks/{id}/assign</c>: <c>to</c>, an agent's id; left out to give it back.</summary>
    public static WireTask Assign(Node body, WireContext context)
    {
        var reader = new BodyReader(body, context.Form);
        var id = context.Id(reader, "taskId");
        var to = reader.Id("to");
        return Of(reader, id, () => new TaskCommand.AssignTask(to));
    }

    private static WireTask Of(BodyReader reader, string id, Func<TaskCommand> command) =>
        reader.Finish() is { } rejection ? new(null, null, rejection) : new(id, command(), null);
}
