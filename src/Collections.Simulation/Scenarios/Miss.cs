using System.Text.Json.Nodes;

namespace Collections.Simulation.Scenarios;

/// <summary>One expectation of a scenario that did not hold.</summary>
/// <param name="File">The scenario file, as it was named by the caller.</param>
/// <param name="Step">The step, from 1; 0 for the accounts and policies that stand before the first step.</param>
/// <param name="Path">JSON-pointer-like path within the step, e.g. <c>/expect/A/overdue/state</c>.</param>
/// <param name="Expected">What the file says.</param>
/// <param name="Actual">What came; null when there was nothing.</param>
public sealed record Miss(string File, int Step, string Path, JsonNode? Expected, JsonNode? Actual);

/// <summary>One difference between an expected and an actual value.</summary>
/// <param name="Path">Where, relative to the compared value with the path it was given.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Actual">What is there.</param>
public sealed record Difference(string Path, JsonNode? Expected, JsonNode? Actual);
