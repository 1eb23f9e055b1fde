using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// The domain computes with integers and decimals: no binary floating point, neither as type nor as literal.
/// </summary>
internal static class ExactNumbers
{
    private static readonly string[] Folders = ["src/Collections.Domain/", "src/Collections.Kernel/Money/"];

    /// <summary>Floating-point types and literals in files of the domain.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           where Folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
           from node in file.Root.DescendantNodes()
           where IsFloating(node)
           select $"{file.At(node.GetLocation())}: {node} is not exact.",
    ];

    private static bool IsFloating(SyntaxNode node) => node switch
    {
        PredefinedTypeSyntax type => type.Keyword.Kind() is SyntaxKind.DoubleKeyword or SyntaxKind.FloatKeyword,
        LiteralExpressionSyntax literal => literal.Token.Value is double or float,
        _ => false,
    };
}
