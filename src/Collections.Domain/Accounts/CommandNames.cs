using System.Reflection;
using Collections.Kernel;

namespace Collections.Domain.Accounts;

/// <summary>The stable name of a command type.</summary>
internal static class CommandNames
{
    /// <summary>The name that <see cref="CommandTypeAttribute"/> gives it.</summary>
    public static string Of<T>()
        where T : AccountCommand => Cache<T>.Name;

    private static class Cache<T>
    {
        public static readonly string Name = typeof(T).GetCustomAttribute<CommandTypeAttribute>()?.Name
            ?? throw Invariant.Unreachable($"{typeof(T).Name} has a command name.");
    }
}
