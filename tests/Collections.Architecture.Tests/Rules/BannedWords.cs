using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>Type names say what a thing is in the domain; the words below say nothing.</summary>
internal static class BannedWords
{
    private static readonly string[] Suffixes =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Service", "Base", "Impl", "Dto", "Info", "Data",
    ];

    /// <summary>Names that end in a banned word and are a word of the field all the same.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["PersonalData"] = "The legal term for what erasure must reach.",
    };

    /// <summary>Types whose name ends in a banned word.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from node in file.Root.DescendantNodes()
           let name = NameOf(node)
           where name is { } given && !Exempt.ContainsKey(given.Text)
           let suffix = Suffixes.FirstOrDefault(s => name.Value.Text.EndsWith(s, StringComparison.Ordinal))
           where suffix is not null
           select $"{file.At(name.Value.GetLocation())}: the name {name.Value.Text} ends in {suffix}.",
    ];

    private static SyntaxToken? NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        _ => null,
    };
}
