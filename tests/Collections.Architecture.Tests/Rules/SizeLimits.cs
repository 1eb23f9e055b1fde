using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>Files, lines, functions and parameter lists stay small enough to be read in one go.</summary>
internal static class SizeLimits
{
    private const int FileLinesMax = 500;
    private const int LineLengthMax = 120;
    private const int FunctionLinesMax = 70;
    private const int ParametersMax = 4;

    // A table row of a test (a document, an expectation, a builder of them) reads better whole than broken.
    private const int TestLineLengthMax = 180;
    private const int TestParametersMax = 5;

    /// <summary>What is longer than a reader's attention.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. files.SelectMany(f =>
            LongFile(f).Concat(LongLines(f)).Concat(LongFunctions(f)).Concat(LongParameterLists(f))),
    ];

    private static IEnumerable<string> LongFile(SourceFile file) =>
        file.Lines.Count > FileLinesMax ? [$"{file.Path}: {file.Lines.Count} lines; split it by idea."] : [];

    private static IEnumerable<string> LongLines(SourceFile file) =>
        file.Lines.Index()
            .Where(line => line.Item.Length > LineLengthOf(file))
            .Select(line => $"{file.Path}:{line.Index + 1}: {line.Item.Length} characters.");

    private static int LineLengthOf(SourceFile file) => IsTest(file) ? TestLineLengthMax : LineLengthMax;

    private static bool IsTest(SourceFile file) => file.Path.StartsWith("tests/", StringComparison.Ordinal);

    private static IEnumerable<string> LongFunctions(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let lines = LinesOf(node)
        where lines > FunctionLinesMax
        select $"{file.At(node.GetLocation())}: a function of {lines} lines; name its parts.";

    private static IEnumerable<string> LongParameterLists(SourceFile file) =>
        from list in file.Root.DescendantNodes().OfType<ParameterListSyntax>()
        where list.Parent is not null && !IsExempt(list.Parent)
        let count = list.Parameters.Count(p => !p.Modifiers.Any(SyntaxKind.ThisKeyword))
        where count > (IsTest(file) ? TestParametersMax : ParametersMax)
        select $"{file.At(list.GetLocation())}: {count} parameters; make them a record.";

    /// <summary>
    /// A record's primary constructor is the record that the limit asks for; an override, and a member of
    /// an interface named with it, did not choose its parameters; a theory's parameters are the columns of its table.
    /// </summary>
    private static bool IsExempt(SyntaxNode owner) => owner switch
    {
        RecordDeclarationSyntax => true,
        AnonymousFunctionExpressionSyntax => true,
        MethodDeclarationSyntax method =>
            method.Modifiers.Any(SyntaxKind.OverrideKeyword)
            || method.ExplicitInterfaceSpecifier is not null
            || IsTheory(method),
        _ => false,
    };

    private static bool IsTheory(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(a => a.Name.ToString() is "Theory" or "Property");

    /// <summary>
    /// Lines from the declaration's own first word on: doc comments and attributes are not the function.
    /// </summary>
    private static int LinesOf(SyntaxNode function)
    {
        var first = function.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
        var start = function.SyntaxTree.GetLineSpan(first.Span).StartLinePosition.Line;
        return function.GetLocation().GetLineSpan().EndLinePosition.Line - start + 1;
    }
}
