using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Collections.Architecture.Tests.Reading;

/// <summary>One text file of the checkout; C# files can be read as syntax.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    private SyntaxTree? _tree;

    /// <summary>The parsed file: one tree, however many tests read it at once.</summary>
    public SyntaxTree Tree
    {
        get
        {
            if (_tree is null)
            {
                Interlocked.CompareExchange(ref _tree, CSharpSyntaxTree.ParseText(Text, Language, Path), null);
            }

            return _tree;
        }
    }

    /// <summary>The root of the parsed file.</summary>
    public SyntaxNode Root => Tree.GetRoot();

    /// <summary>The lines, without their ends.</summary>
    public IReadOnlyList<string> Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>Whether it stands under a folder and its name ends so.</summary>
    public bool IsUnder(string folder, string ending) =>
        Path.StartsWith(folder, StringComparison.Ordinal) && Path.EndsWith(ending, StringComparison.Ordinal);

    /// <summary>Where a piece of syntax stands, as <c>path:line</c>.</summary>
    public string At(Location location) => $"{Path}:{location.GetLineSpan().StartLinePosition.Line + 1}";
}
