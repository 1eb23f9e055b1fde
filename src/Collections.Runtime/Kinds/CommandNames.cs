using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Runtime.Kinds;

/// <summary>The stable names of a kind's commands; those that travel in messages are decoded by name.</summary>
internal sealed class CommandNames
{
    private readonly JsonSerializerContext _json;
    private readonly Dictionary<Type, string> _byType = [];
    private readonly Dictionary<string, Type> _byName = new(StringComparer.Ordinal);

    public CommandNames(Type hierarchy, JsonSerializerContext json)
    {
        _json = json;
        foreach (var type in hierarchy.Assembly.GetTypes().Where(t => t.IsSubclassOf(hierarchy) && !t.IsAbstract))
        {
            var name = type.GetCustomAttribute<CommandTypeAttribute>()?.Name
                ?? throw Invariant.Unreachable($"{type} carries its command type.");
            _byType.Add(type, name);
            _byName.Add(name, type);
        }
    }

    public string NameOf(ICommand command) => _byType.TryGetValue(command.GetType(), out var name)
        ? name
        : throw Invariant.Unreachable($"{command.GetType()} is a command of this kind.");

    public ICommand Read(Message message)
    {
        Invariant.Require(
            _byName.TryGetValue(message.Type, out var type), $"'{message.Type}' is a command of '{message.To.Kind}'.");
        var info = _json.GetTypeInfo(type)
            ?? throw Invariant.Unreachable($"The message command {type} is in the JSON context.");
        return (ICommand?)JsonSerializer.Deserialize(message.Body.Span, info)
            ?? throw Invariant.Unreachable($"The message '{message.Type}' has a body.");
    }
}
