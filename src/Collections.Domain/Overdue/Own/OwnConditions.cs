using Collections.Domain.Overdue.Conditions;

namespace Collections.Domain.Overdue.Own;

/// <summary>
/// The own conditions of this build, by name. A new one is a pure class and a line here; it belongs to what policies
/// mean, so a build that knows fewer of them cannot read what was published with more.
/// </summary>
public static class OwnConditions
{
    /// <summary>All of them.</summary>
    // <own-conditions>
    public static CustomConditions All { get; } = new(
    [
        KeyValuePair.Create<string, CustomConditionReader>(Season.Name, Season.Read),
    ]);

    // </own-conditions>
}
