using System.Collections.Frozen;

namespace Collections.Domain.Contacts;

/// <summary>The states of a number over which nobody can be reached, as its row shows them.</summary>
internal static class NumberStates
{
    private static readonly FrozenSet<string> Unusable = FrozenSet.ToFrozenSet(
        ["invalid", "vacant", "bad_format", "out_of_service", "suspended", "barred"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a contact over a number in this state is pointless.</summary>
    public static bool IsUnusable(string? status) => status is not null && Unusable.Contains(status);
}
