using System.Reflection;
using System.Text.Json;
using Collections.Kernel;

namespace Collections.Domain.Contacts;

/// <summary>Commands to a person as messages: what an entity's reaction sends.</summary>
public static class PersonMessages
{
    /// <summary>A command as the message that carries it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="personId">The person: the customer id.</param>
    /// <param name="command">The command.</param>
    public static Message To(string tenant, string personId, PersonCommand command) => new(
        new EntityKey(tenant, Person.Kind, personId),
        NameOf(command),
        JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), PersonJson.Default));

    private static string NameOf(PersonCommand command) =>
        command.GetType().GetCustomAttribute<CommandTypeAttribute>()?.Name
        ?? throw Invariant.Unreachable($"{command.GetType().Name} has a command name.");
}
