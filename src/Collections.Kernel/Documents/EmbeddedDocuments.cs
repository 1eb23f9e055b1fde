using System.Reflection;

namespace Collections.Kernel.Documents;

/// <summary>
/// JSON documents that ship inside an assembly, in folders of it. One that is missing or no JSON is a bug of the build.
/// </summary>
public static class EmbeddedDocuments
{
    private const string Extension = ".json";

    /// <summary>The documents of a folder by name, in ordinal order.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="folder">The folder, a slash at its end: the beginning of their resources' names.</param>
    public static IReadOnlyDictionary<string, Node> InFolder(Assembly assembly, string folder) => assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal)
            && name.EndsWith(Extension, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ToDictionary(
            name => name[folder.Length..^Extension.Length], name => Read(assembly, name), StringComparer.Ordinal);

    private static Node Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource);
        Invariant.Require(stream is not null, $"{resource} is embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var (node, faults) = JsonDocuments.Read(bytes.ToArray());
        Invariant.Require(node is not null, $"{resource} is JSON, but for {faults.Count} faults.");
        return node;
    }
}
