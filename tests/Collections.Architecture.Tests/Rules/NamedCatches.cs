using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// Every catch names its exception and does something; catching everything needs a comment that says why.
/// </summary>
internal static class NamedCatches
{
    /// <summary>Catches that swallow.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
           let fault = FaultOf(clause)
           where fault is not null
           select $"{file.At(clause.GetLocation())}: {fault}",
    ];

    private static string? FaultOf(CatchClauseSyntax clause)
    {
        var explained = Rethrows(clause) || IsCommented(clause) || IsJustified(clause);
        return clause.Declaration?.Type.ToString() switch
        {
            null when !Rethrows(clause) => "a catch without an exception's name.",
            _ when explained => null,
            "Exception" or "System.Exception" when clause.Filter is null => "catches everything and does not say why.",
            _ when clause.Block.Statements.Count == 0 => "a catch that does nothing and does not say why.",
            _ => null,
        };
    }

    /// <summary>What is thrown on is not swallowed.</summary>
    private static bool Rethrows(CatchClauseSyntax clause) =>
        clause.Block.Statements.LastOrDefault() is ThrowStatementSyntax { Expression: null };

    private static bool IsCommented(CatchClauseSyntax clause) =>
        clause.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));

    /// <summary>A suppression of CA1031 on the member, with its justification, is a reason as well.</summary>
    private static bool IsJustified(CatchClauseSyntax clause) =>
        clause.Ancestors().OfType<MemberDeclarationSyntax>()
            .SelectMany(member => member.AttributeLists)
            .SelectMany(list => list.Attributes)
            .Select(attribute => attribute.ToString())
            .Any(text => text.Contains("CA1031", StringComparison.Ordinal)
                && text.Contains("Justification", StringComparison.Ordinal));
}
