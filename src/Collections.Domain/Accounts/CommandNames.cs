using System.Reflection;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>The stable name of a command type.</summary>
internal static class CommandNames
{
    /// <summary>The name that <see cref="CommandTypeAttribute"/> gives it.</summary>
    public static string Of<T>()
        where T : AccountCommand => Cache<T>.Name;

    /// <summary>The name of a command.</summary>
    public static string Of(AccountCommand command) =>
        command.GetType().GetCustomAttribute<CommandTypeAttribute>()?.Name
        ?? throw Invariant.Unreachable($"{command.GetType().Name} has a command name.");

    private static class Cache<T>
    {
        public static readonly string Name = typeof(T).GetCustomAttribute<CommandTypeAttribute>()?.Name
            ?? throw Invariant.Unreachable($"{typeof(T).Name} has a command name.");
    }
}
