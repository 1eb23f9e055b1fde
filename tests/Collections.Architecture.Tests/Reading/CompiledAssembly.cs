using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Collections.Architecture.Tests.Reading;

/// <summary>A compiled assembly, of the product or compiled here from a deliberate violation.</summary>
/// <param name="Name">The project it belongs to.</param>
/// <param name="Image">Its bytes.</param>
internal sealed record CompiledAssembly(string Name, ImmutableArray<byte> Image)
{
    /// <summary>The program's assembly has the name of the command, not of its project.</summary>
    private static readonly Dictionary<string, string> OwnNames =
        new(StringComparer.Ordinal) { ["Collections.Server"] = "collections" };

    /// <summary>The assembly that a project of the product compiles to.</summary>
    public static CompiledAssembly OfProject(string project)
    {
        var file = OwnNames.GetValueOrDefault(project, project) + ".dll";
        return new CompiledAssembly(project, [.. File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file))]);
    }

    /// <summary>Compiles source text to an assembly, against the platform and further assemblies.</summary>
    public static CompiledAssembly Compile(string name, string source, params IEnumerable<CompiledAssembly> references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [.. PlatformAssemblies.References, .. references.Select(r => MetadataReference.CreateFromImage(r.Image))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return new CompiledAssembly(name, [.. image.ToArray()]);
    }

    /// <summary>The assembly, loaded from its bytes.</summary>
    public Assembly Load() => Assembly.Load([.. Image]);

    /// <summary>Looks at the metadata tables.</summary>
    public T Inspect<T>(Func<MetadataReader, T> look)
    {
        using var reader = new PEReader(Image);
        return look(reader.GetMetadataReader());
    }

    /// <summary>The names of the assemblies it refers to.</summary>
    public IReadOnlyList<string> References() =>
        Inspect(m => m.AssemblyReferences.Select(h => m.GetString(m.GetAssemblyReference(h).Name)).ToList());
}
