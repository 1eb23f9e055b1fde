using System.Reflection;
using Collections.Kernel;

namespace Collections.Domain.Tests.Accounts;

internal static class EventNames
{
    public static string Of(Type type) => type.GetCustomAttribute<EventTypeAttribute>()!.Name;
}
