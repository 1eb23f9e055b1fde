using System.Text.RegularExpressions;
using Collections.Architecture.Tests.Reading;

namespace Collections.Architecture.Tests.Rules;

/// <summary>Every project under tests/ stands in the solution, is built with it, and is run by .ci/run.</summary>
internal static partial class EveryTestRuns
{
    /// <summary>Test projects that a green run would not have run.</summary>
    /// <param name="solution">The text of the solution file.</param>
    /// <param name="script">The text of .ci/run.</param>
    /// <param name="projects">The project files under tests/.</param>
    public static IReadOnlyList<string> Violations(string solution, string script, IEnumerable<SourceFile> projects) =>
        [.. projects.SelectMany(project => Faults(solution, project)), .. ScriptFaults(script)];

    private static IEnumerable<string> Faults(string solution, SourceFile project)
    {
        var entry = ProjectEntry().Matches(solution)
            .FirstOrDefault(m => m.Groups["path"].Value.Replace('\\', '/') == project.Path);
        if (entry is null)
        {
            yield return $"{project.Path} is not in the solution.";
        }
        else if (!solution.Contains($"{entry.Groups["id"].Value}.Debug|Any CPU.Build.0", StringComparison.Ordinal))
        {
            yield return $"{project.Path} is in the solution but not built.";
        }

        if (NoTests().IsMatch(project.Text))
        {
            yield return $"{project.Path} says that it is no test project.";
        }
    }

    private static IEnumerable<string> ScriptFaults(string script)
    {
        var tests = script.Split('\n').Where(line => Call().IsMatch(line)).ToList();
        if (tests.Count == 0)
        {
            yield return ".ci/run does not call dotnet test.";
        }

        foreach (var line in tests.Where(line => Narrowed().IsMatch(line)))
        {
            yield return $".ci/run leaves tests out: {line.Trim()}";
        }
    }

    [GeneratedRegex("""= "[^"]+", "(?<path>[^"]+\.csproj)", "(?<id>\{[^}]+\})\W""")]
    private static partial Regex ProjectEntry();

    /// <summary>Without a condition (Orleans=true is one) the project would never be a test project.</summary>
    [GeneratedRegex("<IsTestProject>false")]
    private static partial Regex NoTests();

    [GeneratedRegex(@"^\s*[^#\s].*dotnet test|^\s*dotnet test")]
    private static partial Regex Call();

    [GeneratedRegex(@"--filter|\.csproj|\stests/|\|\|\s*true")]
    private static partial Regex Narrowed();
}
