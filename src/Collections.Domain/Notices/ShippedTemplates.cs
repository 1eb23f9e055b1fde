using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Notices;

/// <summary>
/// The templates every tenant starts with (version 0 of their name), in English and Chinese, embedded as data:
/// <c>default</c>, which speaks for every name nobody has written a template for, and the steps of a usual ladder.
/// </summary>
public static class ShippedTemplates
{
    private const string Folder = "templates/";

    /// <summary>The documents of the shipped templates by name.</summary>
    public static IReadOnlyDictionary<string, Node> Documents { get; } =
        EmbeddedDocuments.InFolder(typeof(ShippedTemplates).Assembly, Folder);

    /// <summary>The shipped templates by name.</summary>
    public static IReadOnlyDictionary<string, NoticeTemplate> All { get; } =
        Documents.ToDictionary(pair => pair.Key, pair => Read(pair.Key, pair.Value), StringComparer.Ordinal);

    private static NoticeTemplate Read(string name, Node document)
    {
        var (template, faults) = TemplateReader.Read(document, name);
        Invariant.Require(template is not null, $"The template {name} is sound, but for {faults.Count} faults.");
        return template;
    }
}
