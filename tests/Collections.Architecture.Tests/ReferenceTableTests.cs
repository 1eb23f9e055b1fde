using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

public sealed class ReferenceTableTests
{
    private static IEnumerable<ProjectFile> Projects => Checkout.Files
        .Where(f => f.IsUnder("src/", ".csproj"))
        .Select(ProjectFile.Read);

    [Fact]
    public void Project_files_refer_down_only() => Rule.Holds(ReferenceTable.Violations(Projects));

    [Fact]
    public void Assemblies_refer_down_only() =>
        Rule.Holds(ReferenceTable.Violations(
            Projects.Select(p => p.Name).Where(IsBuilt).Select(CompiledAssembly.OfProject)));

    [Fact]
    public void A_domain_that_refers_to_storage_and_orleans_is_found()
    {
        var sample = Checkout.Violation("ReferenceTable", "src/Collections.Domain/Collections.Domain.csproj");

        Assert.Equal(
            [
                "Collections.Domain may not refer to Collections.Storage.",
                "Collections.Domain may not refer to the package Microsoft.Orleans.Sdk.",
            ],
            ReferenceTable.Violations([ProjectFile.Read(sample)]));
    }

    [Fact]
    public void A_project_outside_the_table_is_found() =>
        Assert.Single(ReferenceTable.Violations([new ProjectFile("Collections.Common", [], [])]));

    [Fact]
    public void A_compiled_upward_reference_is_found()
    {
        var storage = CompiledAssembly.Compile("Collections.Storage", "public sealed class Rows;");
        var domain = CompiledAssembly.Compile("Collections.Domain", "public record Account(Rows Rows);", storage);

        Assert.Equal(["Collections.Domain may not refer to Collections.Storage."], ReferenceTable.Violations([domain]));
    }

    /// <summary>The cluster's projects compile no files unless Orleans is asked for.</summary>
    private static bool IsBuilt(string project) => project is not ("Collections.Cluster" or "Collections.Client");
}
