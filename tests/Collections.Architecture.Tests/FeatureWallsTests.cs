using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

public sealed class FeatureWallsTests
{
    private static readonly SourceFile Promises = new(
        "src/Collections.Domain/Promises/Promise.cs",
        "namespace Collections.Domain.Promises; public sealed record Promise(string Id, Promise Next);");

    [Fact]
    public void Features_never_name_each_other() =>
        Rule.Holds(FeatureWalls.Violations(
            [.. Checkout.CSharpUnder("src/Collections.Domain/")], CompiledAssembly.OfProject("Collections.Kernel")));

    [Fact]
    public void A_feature_that_names_another_is_found() =>
        Assert.Equal(
            ["src/Collections.Domain/Tasks/OpenTask.cs names Promises."],
            FeatureWalls.Violations([Promises, OpenTaskIn("Tasks")]));

    [Fact]
    public void A_partial_name_is_found_too()
    {
        var tasks = new SourceFile(
            "src/Collections.Domain/Tasks/OpenTask.cs",
            """
            namespace Collections.Domain.Tasks;
            public static class OpenTask { public static object For(Promises.Promise p) => p; }
            """);

        Assert.Single(FeatureWalls.Violations([Promises, tasks]));
    }

    [Fact]
    public void Flows_may_name_every_feature() =>
        Rule.Holds(FeatureWalls.Violations([Promises, OpenTaskIn("Flows")]));

    private static SourceFile OpenTaskIn(string feature) =>
        Checkout.Violation("FeatureWalls", $"src/Collections.Domain/{feature}/OpenTask.cs");
}
