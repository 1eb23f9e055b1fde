using Collections.Kernel;

namespace Collections.Domain.Tasks;

/// <summary>
/// What a task or a call is for: an open list of words, of which these are known. They stand in events as words, so
/// that a new one is a line here.
/// </summary>
public static class TaskIntents
{
    /// <summary>The known words, in the order of a conversation.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["verify", "remind", "collect", "negotiate", "dispute", "escalate"];

    /// <summary>What is wrong with a list of intents; null when nothing is.</summary>
    /// <param name="intents">The words; null for none said.</param>
    public static Rejection? Check(IReadOnlyList<string>? intents)
    {
        for (var i = 0; i < intents?.Count; i++)
        {
            if (!All.Contains(intents[i]))
            {
                return Rejection.Invalid(
                    $"/intents/{i}", "intent_unknown", $"An intent is one of {string.Join(", ", All)}.");
            }

            if (intents.Take(i).Contains(intents[i]))
            {
                return Rejection.Invalid($"/intents/{i}", "duplicate", "An intent is named once.");
            }
        }

        return null;
    }
}
