using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// Nothing is sent without a permit: only the contact gate makes the message that tells a gateway to send, only the
/// gateway that was told makes what leaves, and only it hands that over. Every way a contact can leave has a line here.
/// </summary>
internal static class PermitsOnly
{
    private const string Gate = "src/Collections.Domain/Contacts/PersonDecider.cs";

    private const string Gateway = "src/Collections.Gateways/Notices/NoticeGateway.cs";

    /// <summary>What may be made where, by the type's name.</summary>
    private static readonly Dictionary<string, string[]> Makers = new(StringComparer.Ordinal)
    {
        ["SendNotice"] = [Gate],
        ["OutgoingNotice"] = [Gateway],
    };

    /// <summary>Places that make what only a permit may make, or hand it over.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from node in file.Root.DescendantNodes()
           let found = Found(node)
           where found is not null && !IsAllowed(file.Path, found)
           select $"{file.At(node.GetLocation())}: {found} without a permit.",
    ];

    private static bool IsAllowed(string path, string found) =>
        found is "PutAsync" or "sendNotice"
            ? path is Gateway || (found == "sendNotice" && path == "src/Collections.Domain/Contacts/SendNotice.cs")
            : Makers[found].Contains(path);

    private static string? Found(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax made when Makers.ContainsKey(LastName(made.Type)) => LastName(made.Type),
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax v } }
            when Makers.ContainsKey(LastName(v.Type)) => LastName(v.Type),
        WithExpressionSyntax => null,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "PutAsync" } call }
            when call.Expression.ToString().EndsWith("Sink", StringComparison.Ordinal)
                || call.Expression.ToString() is "sink" or "_sink" => "PutAsync",
        LiteralExpressionSyntax { Token.Value: "sendNotice" } => "sendNotice",
        _ => null,
    };

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => string.Empty,
    };
}
