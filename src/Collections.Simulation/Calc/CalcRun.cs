using System.Text.Json.Nodes;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Calc;

/// <summary>One expectation of a case that did not hold.</summary>
/// <param name="File">The file, as it was named by the caller.</param>
/// <param name="Case">The case's id.</param>
/// <param name="Path">JSON-pointer-like path within the case.</param>
/// <param name="Expected">What the file says.</param>
/// <param name="Actual">What came; null when there was nothing.</param>
public sealed record CalcMiss(string File, string Case, string Path, JsonNode? Expected, JsonNode? Actual);

/// <summary>What working a file gave.</summary>
/// <param name="Worked">How many cases were worked.</param>
/// <param name="Misses">Every expectation that did not hold.</param>
/// <param name="Faults">Every case that could not be understood; then nothing is said about the others.</param>
public sealed record CalcResult(int Worked, IReadOnlyList<CalcMiss> Misses, IReadOnlyList<Fault> Faults);

/// <summary>Works the cases of a file by the rules that decide in the product.</summary>
public static class CalcRun
{
    private static readonly HashSet<string> Labels = new(StringComparer.Ordinal) { "id", "src", "ref", "note" };

    /// <summary>Works all cases, or the one of an id.</summary>
    public static CalcResult Run(CalcFile file, string? only = null)
    {
        var misses = new List<CalcMiss>();
        var faults = new List<Fault>();
        var worked = 0;
        foreach (var (list, cases) in file.Lists)
        {
            if (!Calculators.All.TryGetValue(list, out var calculator))
            {
                continue;
            }

            foreach (var body in cases)
            {
                var each = new CalcCase(body, file.Document);
                if (!CalcFile.IsAsked(only, each.Id))
                {
                    continue;
                }

                worked++;
                try
                {
                    misses.AddRange(Differences(calculator, each)
                        .Select(miss => new CalcMiss(file.Path, each.Id, miss.Path, miss.Expected, miss.Actual)));
                }
                catch (MalformedCaseException malformed)
                {
                    faults.Add(new Fault(
                        Severity.Error, $"/{list}/{each.Id}{malformed.Path}", "malformed", malformed.Message, body.At));
                }
            }
        }

        return new CalcResult(worked, misses, faults);
    }

    private static IEnumerable<Scenarios.Difference> Differences(ICalculator calculator, CalcCase each)
    {
        var actual = calculator.Work(each);
        foreach (var (key, expected) in each.Body.Entries)
        {
            if (Labels.Contains(key) || calculator.Inputs.Contains(key))
            {
                continue;
            }

            foreach (var difference in CalcMatch.Compare($"/{key}", expected, actual[key]))
            {
                yield return difference;
            }
        }
    }
}
