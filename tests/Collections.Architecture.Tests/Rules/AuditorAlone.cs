using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// The auditor of simulated worlds shares no rule with what it watches: it knows keys, commits as bytes, and the world
/// outside, never the domain, the gateways or what the engine makes of a log. Otherwise both could be wrong alike.
/// </summary>
internal static class AuditorAlone
{
    private const string Folder = "src/Collections.Simulation/Auditing/";

    private static readonly string[] Allowed = ["Collections.Kernel", "Collections.Runtime.Ports"];

    /// <summary>Places where the auditor looks into the product.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           where file.Path.StartsWith(Folder, StringComparison.Ordinal)
           from node in file.Root.DescendantNodes()
           let name = NameOf(node)
           where name is not null && !IsAllowed(name)
           select $"{file.At(node.GetLocation())}: the auditor looks into {name}.",
    ];

    private static bool IsAllowed(string name) =>
        Allowed.Contains(name) || name.StartsWith("Collections.Simulation.", StringComparison.Ordinal);

    private static string? NameOf(Microsoft.CodeAnalysis.SyntaxNode node) => node switch
    {
        UsingDirectiveSyntax { Name: { } name } when IsOurs(name.ToString()) => name.ToString(),
        QualifiedNameSyntax { Parent: not (QualifiedNameSyntax or UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax) } name
            when IsProduct(name.ToString()) => name.ToString(),
        MemberAccessExpressionSyntax { Parent: not MemberAccessExpressionSyntax } access
            when IsProduct(access.ToString()) => access.ToString(),
        _ => null,
    };

    private static bool IsOurs(string name) => name.StartsWith("Collections.", StringComparison.Ordinal);

    /// <summary>A name written out, from the root or from the product's own namespace on.</summary>
    private static bool IsProduct(string name) =>
        name.StartsWith("Domain.", StringComparison.Ordinal)
        || name.StartsWith("Gateways.", StringComparison.Ordinal)
        || name.StartsWith("Runtime.", StringComparison.Ordinal)
        || (IsOurs(name) && !IsAllowed(name[..Math.Max(0, name.LastIndexOf('.'))]));
}
