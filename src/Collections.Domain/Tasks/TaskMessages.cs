using System.Reflection;
using System.Text.Json;
using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>Commands to a task as messages: what an entity's reaction sends.</summary>
public static class TaskMessages
{
    /// <summary>A command as the message that carries it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="command">The command.</param>
    public static Message To(string tenant, string taskId, TaskCommand command) => new(
        new EntityKey(tenant, CollectionTask.Kind, taskId),
        NameOf(command),
        JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), TaskJson.Default));

    private static string NameOf(TaskCommand command) =>
        command.GetType().GetCustomAttribute<CommandTypeAttribute>()?.Name
        ?? throw Invariant.Unreachable($"{command.GetType().Name} has a command name.");
}
