using Collections.Architecture.Tests.Reading;
using Collections.Architecture.Tests.Rules;

namespace Collections.Architecture.Tests;

public sealed class DocumentTests
{
    private static IEnumerable<SourceFile> Documents => Checkout.Files.Where(f => f.IsUnder(string.Empty, ".md"));

    [Fact]
    public void Documents_point_at_what_exists() => Rule.Holds(LivePaths.Violations(Documents, Exists));

    [Fact]
    public void Dead_links_and_paths_are_found() =>
        Assert.Equal(
            [
                "docs/sample.md points at docs/guide.md, which does not exist.",
                "docs/sample.md points at src/Lost.cs, which does not exist.",
            ],
            LivePaths.Violations([Checkout.Violation("LivePaths", "docs/sample.md")], Exists));

    private static bool Exists(string path) => Path.Exists(Path.Combine(Checkout.Root, path));
}
