using Collections.Kernel;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Turns;

/// <summary>Who caused a record, as the log names it.</summary>
/// <param name="Actor">A principal's id, or the message that carried the command.</param>
/// <param name="Command">The command's name, <c>wake</c> for time.</param>
/// <param name="Message">The message; null for a direct ask and for time.</param>
internal readonly record struct Cause(string Actor, string Command, MessageId? Message)
{
    /// <summary>Time passing.</summary>
    public static Cause Time { get; } = new(Principal.System.Id, "wake", null);

    public static Cause Of(AskOptions options, string command) => options.Message is { } message
        ? new Cause(Inbox.ActorPrefix + message, command, message)
        : new Cause(options.Principal.Id, command, null);
}
