using System.Text.RegularExpressions;
using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Collections.Architecture.Tests.Rules;

/// <summary>No marks of unfinished work, no regions, no code that sleeps in a comment.</summary>
internal static partial class HonestComments
{
    /// <summary>Comments and directives that do not say why.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from trivia in file.Root.DescendantTrivia(descendIntoTrivia: true)
           let fault = FaultOf(trivia)
           where fault is not null
           select $"{file.At(trivia.GetLocation())}: {fault}",
    ];

    private static string? FaultOf(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.RegionDirectiveTrivia when !Snippet().IsMatch(trivia.ToString()) => "a region; split the file.",
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia => FaultOf(trivia.ToString()),
        SyntaxKind.SingleLineDocumentationCommentTrivia when Mark().IsMatch(trivia.ToFullString()) => Unfinished,
        _ => null,
    };

    private const string Unfinished = "a mark of unfinished work; finish it or open an issue.";

    private static string? FaultOf(string comment)
    {
        if (Mark().IsMatch(comment))
        {
            return Unfinished;
        }

        if (Banner().IsMatch(comment))
        {
            return "a banner; names and folders give the order.";
        }

        return comment.Split('\n').Any(line => Code().IsMatch(line)) ? "code in a comment; history keeps it." : null;
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[-=*#/]{6,}")]
    private static partial Regex Banner();

    [GeneratedRegex(@"^#region snippet[ -]")]
    private static partial Regex Snippet();

    /// <summary>
    /// A line that ends like a statement and holds a call, an assignment or a jump; prose has none of these.
    /// </summary>
    [GeneratedRegex(
        @"^\s*(//|/?\*)?\s*(\w[\w.<>\[\]?, ]*\s[+-]?=\s.*;|[\w.]+\(.*\);|(return|throw|await|var|using)\b.*;"
        + @"|(if|for|foreach|while)\s*\(.*\)\s*\{?|[{}])\s*$")]
    private static partial Regex Code();
}
