using System.Reflection;
using Collections.Architecture.Tests.Contracts;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

/// <summary>What others hold on to changes only by a reviewed change of a text under contracts/.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData("Collections.Kernel")]
    [InlineData("Collections.Domain")]
    [InlineData("Collections.Runtime")]
    public void The_public_surface_is_the_approved_one(string project) =>
        Rule.Holds(Approved.Differences($"{project}.api.txt", PublicSurface.Of(Assembly.Load(project))));

    [Fact]
    public void The_events_are_the_approved_ones() =>
        Rule.Holds(Approved.Differences("events.txt", EventList.Of(Assembly.Load("Collections.Domain"))));

    [Fact]
    public void A_surface_shows_types_members_and_what_may_be_null() =>
        Assert.Equal(
            [
                "sealed class Collections.Architecture.Tests.ContractTests.Sample",
                "  const int Limit = 3",
                "  int? Count { get; init; }",
                "  new(string Name, int? Count)",
                "  static IReadOnlyList<T>? Find<T>(IReadOnlyList<T> among, string? name)",
                "  string Name { get; init; }",
            ],
            PublicSurface.Of([typeof(Sample)]));

    [Fact]
    public void A_changed_line_is_shown_as_removed_and_added() =>
        Assert.Equal(["- b", "+ c"], Approved.Compare(["a", "b"], ["a", "c"]));

    [Fact]
    public void A_moved_line_is_a_difference() => Assert.Single(Approved.Compare(["a", "b"], ["b", "a"]));

    public sealed record Sample(string Name, int? Count)
    {
        public const int Limit = 3;

        public static IReadOnlyList<T>? Find<T>(IReadOnlyList<T> among, string? name) => name is null ? null : among;
    }
}
