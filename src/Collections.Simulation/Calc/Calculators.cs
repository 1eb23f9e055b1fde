namespace Collections.Simulation.Calc;

/// <summary>The calculators of this build: whoever adds a list of cases adds its calculator here.</summary>
internal static class Calculators
{
    /// <summary>All of them by the key of their list.</summary>
    public static IReadOnlyDictionary<string, ICalculator> All { get; } = new ICalculator[]
    {
        new CallWindowCalculator(),
        new FrequencyCalculator(),
        new FailureCodesCalculator(),
        new FailureDelayCalculator(),
    }.ToDictionary(each => each.List, StringComparer.Ordinal);
}
