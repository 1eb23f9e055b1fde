using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

public sealed class PureCoreTests
{
    [Theory]
    [InlineData("Collections.Kernel")]
    [InlineData("Collections.Domain")]
    public void The_core_is_pure(string project) =>
        Rule.Holds(PureCore.Violations(CompiledAssembly.OfProject(project)));

    [Theory]
    [InlineData("uses System.Threading.Tasks.Task.")]
    [InlineData("uses System.Random.")]
    [InlineData("uses System.Environment.get_MachineName.")]
    [InlineData("uses System.Guid.NewGuid.")]
    [InlineData("uses System.DateTimeOffset.get_UtcNow.")]
    [InlineData("holds the static state Impure.count.")]
    [InlineData("holds the static state Impure.<Calls>k__BackingField.")]
    public void Clocks_chance_async_and_static_state_are_found(string violation)
    {
        var impure = CompiledAssembly.Compile("Impure", Checkout.Violation("PureCore", "Impure.cs").Text);

        Assert.Contains($"Impure {violation}", PureCore.Violations(impure));
    }

    [Fact]
    public void Constants_tables_lambdas_and_iterators_are_pure()
    {
        var pure = CompiledAssembly.Compile(
            "Pure",
            """
            using System;
            public static class Pure
            {
                public const int Limit = 3;
                public static readonly string[] Names = ["a"];
                public static Func<int, int> Next => value => value + 1;
                public static System.Collections.Generic.IEnumerable<int> Count() { yield return Limit; }
            }
            """);

        Rule.Holds(PureCore.Violations(pure));
    }
}
