using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

public sealed class EveryTestRunsTests
{
    private const string Script = "dotnet test";

    private static readonly SourceFile Lost = new("tests/Lost.Tests/Lost.Tests.csproj", "<Project />");

    private static readonly string Solution = Checkout.Read("Collections.Orleans.sln");

    private static IEnumerable<SourceFile> Projects => Checkout.Files.Where(f => f.IsUnder("tests/", ".csproj"));

    [Fact]
    public void Every_test_project_is_run_by_ci() =>
        Rule.Holds(EveryTestRuns.Violations(Solution, Checkout.Read(".ci/run"), Projects));

    [Fact]
    public void A_test_project_outside_the_solution_is_found() =>
        Assert.Equal(
            ["tests/Lost.Tests/Lost.Tests.csproj is not in the solution."],
            EveryTestRuns.Violations(Solution, Script, [Lost]));

    [Fact]
    public void A_test_project_that_is_not_built_is_found()
    {
        var unbuilt = Solution.Replace("Debug|Any CPU.Build.0", "Debug|Any CPU.Other", StringComparison.Ordinal);

        Assert.Equal(Projects.Count(), EveryTestRuns.Violations(unbuilt, Script, Projects).Count);
    }

    [Theory]
    [InlineData("echo done")]
    [InlineData("# dotnet test")]
    [InlineData("dotnet test --filter Category=fast")]
    [InlineData("dotnet test tests/Collections.Kernel.Tests")]
    [InlineData("dotnet test || true")]
    public void A_script_that_leaves_tests_out_is_found(string script) =>
        Assert.Single(EveryTestRuns.Violations(Solution, script, []));
}
