using System.Xml.Linq;

namespace Collections.Architecture.Tests.Reading;

/// <summary>What a project file refers to.</summary>
/// <param name="Name">The project.</param>
/// <param name="Projects">Projects it references, by name.</param>
/// <param name="Packages">Packages it references, by name.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    /// <summary>Reads a project file. References under a condition count like any other.</summary>
    public static ProjectFile Read(SourceFile file)
    {
        var xml = XDocument.Parse(file.Text);
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(file.Path),
            [.. Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Included("PackageReference")]);

        IEnumerable<string> Included(string element) =>
            xml.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();
    }
}
