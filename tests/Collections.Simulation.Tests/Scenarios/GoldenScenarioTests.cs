using System.Runtime.CompilerServices;
using Collections.Kernel.Documents;
using Collections.Simulation.Scenarios;

namespace Collections.Simulation.Tests.Scenarios;

public sealed class GoldenScenarioTests
{
    public static TheoryData<string> Files()
    {
        var root = Root();
        return [.. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_story_comes_true(string file)
    {
        var (scenario, faults) = ScenarioLoader.Load(Path.Combine(Root(), file));
        Assert.DoesNotContain(faults, fault => fault.Severity == Severity.Error);

        var misses = await ScenarioRun.RunAsync(scenario!);

        Assert.Empty(misses.Select(miss =>
            $"step {miss.Step} {miss.Path}: expected {miss.Expected?.ToJsonString()}, actual {miss.Actual?.ToJsonString()}"));
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "scenarios"));
}
