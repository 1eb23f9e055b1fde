using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>Tests wait for nothing, skip nothing and can fail.</summary>
internal static class AwakeTests
{
    private static readonly string[] Calls =
        ["Thread.Sleep", "Task.Delay", "Assert.Skip", "Assert.SkipWhen", "Assert.SkipUnless"];

    private static readonly string[] SkippingArguments = ["Skip", "SkipWhen", "SkipUnless", "Explicit"];

    /// <summary>Sleeps, skips and assertions that always hold.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from node in file.Root.DescendantNodes()
           let fault = FaultOf(node)
           where fault is not null
           select $"{file.At(node.GetLocation())}: {fault}",
    ];

    private static string? FaultOf(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call when Calls.Any(name => IsCallOf(call, name)) => $"calls {call.Expression}.",
        InvocationExpressionSyntax call when call.ToString() is "Assert.True(true)" or "Assert.False(false)" =>
            "a test that cannot fail.",
        AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: var name } when SkippingArguments.Contains(name) =>
            "a skipped test.",
        _ => null,
    };

    private static bool IsCallOf(InvocationExpressionSyntax call, string name)
    {
        var called = call.Expression.ToString();
        return called == name || called.EndsWith("." + name, StringComparison.Ordinal);
    }
}
