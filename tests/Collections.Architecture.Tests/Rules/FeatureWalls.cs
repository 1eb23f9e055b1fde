using Collections.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Collections.Architecture.Tests.Rules;

/// <summary>
/// Features of the domain never name each other: what one does to another stands in Flows, one function per reaction.
/// Judged with the compiler's own name resolution, so that neither <c>var</c> nor a partial name hides a reference.
/// </summary>
internal static class FeatureWalls
{
    private const string Folder = "src/Collections.Domain/";

    private const string Namespace = "Collections.Domain";

    /// <summary>
    /// Which other features a feature may name. Flows may name all. Overdue facts are the seam between books and rules;
    /// Configuration holds the policies and the templates, and every decider is called with the configuration in force.
    /// Rule sets of contact policies may forbid wording, and publication compares templates with all of it.
    /// </summary>
    private static readonly Dictionary<string, string[]> Doors = new(StringComparer.Ordinal)
    {
        ["Accounts"] = ["Overdue", "Configuration", "Rules", "Treatments", "Reminders", "Flows"],
        ["Overdue"] = ["Rules", "Treatments", "Reminders"],
        ["Rules"] = ["Accounts", "Configuration", "Overdue", "Treatments"],
        ["Treatments"] = ["Accounts", "Configuration", "Overdue", "Rules"],
        ["Reminders"] = ["Accounts", "Overdue", "Treatments"],
        ["Configuration"] = ["Overdue", "Notices", "Contacts", "Lexicons"],
        ["Contacts"] = ["Configuration", "Outcomes", "Lists", "Lexicons"],
        ["Tasks"] = ["Configuration", "Contacts", "Outcomes", "Overdue", "Flows"],
        ["Callers"] = ["Configuration", "Contacts"],
        ["Campaigns"] = ["Configuration", "Tasks"],
        ["Jobs"] = ["Configuration", "WhatIf"],
        ["WhatIf"] = ["Accounts", "Configuration", "Overdue", "Treatments"],
        ["Access"] = ["Configuration"],
        ["Lists"] = ["Configuration"],
        ["Numbers"] = ["Configuration", "Contacts", "Outcomes"],
        ["Complaints"] = ["Configuration", "Flows", "Tasks"],
    };

    /// <summary>References from a feature to another that no door allows, one line per file and feature.</summary>
    public static IReadOnlyList<string> Violations(
        IReadOnlyList<SourceFile> domain, params IEnumerable<CompiledAssembly> references)
    {
        var compilation = Compile(domain, references);
        return [.. domain.SelectMany(file => Foreign(file, compilation)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Foreign(SourceFile file, CSharpCompilation compilation)
    {
        var own = FeatureOf(file);
        var model = compilation.GetSemanticModel(file.Tree);
        return own is null or "Flows"
            ? []
            : file.Root.DescendantNodes().OfType<SimpleNameSyntax>()
                .Select(name => FeatureOf(model.GetSymbolInfo(name).Symbol))
                .OfType<string>()
                .Where(other => other != own && !Doors.GetValueOrDefault(own, []).Contains(other))
                .Select(other => $"{file.Path} names {other}.");
    }

    /// <summary>Files at the root of the domain belong to no feature.</summary>
    private static string? FeatureOf(SourceFile file)
    {
        var parts = file.Path[Folder.Length..].Split('/');
        return parts.Length > 1 ? parts[0] : null;
    }

    /// <summary>The first part below the domain's namespace, of the namespace itself or of what stands in it.</summary>
    private static string? FeatureOf(ISymbol? symbol)
    {
        var space = symbol is INamespaceSymbol self ? self : symbol?.ContainingNamespace;
        var name = space?.ToDisplayString() ?? string.Empty;
        return name.StartsWith(Namespace + ".", StringComparison.Ordinal)
            ? name[(Namespace.Length + 1)..].Split('.')[0]
            : null;
    }

    private static CSharpCompilation Compile(IReadOnlyList<SourceFile> domain, IEnumerable<CompiledAssembly> references)
    {
        const string Implicit =
            "global using System; global using System.Collections.Generic; global using System.Linq;";
        return CSharpCompilation.Create(
            Namespace,
            [.. domain.Append(new SourceFile("Usings.cs", Implicit)).Select(file => file.Tree)],
            [.. PlatformAssemblies.References, .. references.Select(r => MetadataReference.CreateFromImage(r.Image))]);
    }
}
