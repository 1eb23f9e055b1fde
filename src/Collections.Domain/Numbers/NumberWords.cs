using Collections.Kernel;

namespace Collections.Domain.Numbers;

/// <summary>The words of states, as rows, outcomes and the API use them.</summary>
public static class NumberWords
{
    /// <summary>The word of a state.</summary>
    public static string Of(NumberState state) => state switch
    {
        NumberState.Unknown => "unknown",
        NumberState.Reachable => "reachable",
        NumberState.Suspended => "suspended",
        NumberState.Vacant => "vacant",
        NumberState.Invalid => "invalid",
        NumberState.BadFormat => "bad_format",
        NumberState.Barred => "barred",
        _ => throw Invariant.Unreachable($"Unknown state {state}."),
    };

    /// <summary>Every word, in the order of the states.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<NumberState>().Select(Of)];

    /// <summary>The state of a word; null when there is none.</summary>
    public static NumberState? StateOf(string? word)
    {
        foreach (var state in Enum.GetValues<NumberState>())
        {
            if (Of(state) == word)
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>Whether nobody can be reached over a number in that state.</summary>
    public static bool IsUnusable(NumberState state) => state is not (NumberState.Unknown or NumberState.Reachable);
}
