using System.Text.RegularExpressions;
using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>SQL lives in Collections.Storage and nowhere else in the product.</summary>
internal static partial class SqlInStorageOnly
{
    /// <summary>String literals of other projects that are SQL.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           where !file.Path.StartsWith("src/Collections.Storage/", StringComparison.Ordinal)
           from node in file.Root.DescendantNodes()
           where TextOf(node) is { } text && Statement().IsMatch(text)
           select $"{file.At(node.GetLocation())}: SQL outside Storage.",
    ];

    private static string? TextOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.Token.Value is string text => text,
        InterpolatedStringTextSyntax part => part.TextToken.ValueText,
        _ => null,
    };

    /// <summary>Statements by their shape; case does not matter: a list of columns tells a query from prose.</summary>
    [GeneratedRegex(
        @"(^|\n|;)\s*(SELECT\s+(DISTINCT\s+)?[^\s,]+(\s+AS\s+\w+)?(\s*,\s*[^\s,]+(\s+AS\s+\w+)?)*\s+FROM\s"
        + @"|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s"
        + @"|CREATE\s+(TABLE|INDEX|UNIQUE)\s|PRAGMA\s+\w)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
