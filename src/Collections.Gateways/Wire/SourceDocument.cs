using Collections.Domain.Overdue.KillBill;
using Collections.Gateways.Documents;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Wire;

/// <summary>A configuration document as its author wrote it, parsed.</summary>
/// <param name="Format"><c>yaml</c>, <c>json</c> or <c>killbill</c>.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Document">The parsed document (from Kill Bill XML: the equivalent policy); null when it does not
/// parse.</param>
/// <param name="Faults">What parsing found.</param>
public sealed record SourceDocument(string Format, string Text, Node? Document, IReadOnlyList<Fault> Faults)
{
    /// <summary>Parses a text; its form is known by the file's name, or by how it begins.</summary>
    public static SourceDocument Of(string name, string text)
    {
        if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            || text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("<"))
        {
            var xml = KillBillOverdueXml.Read(text);
            return new SourceDocument("killbill", text, xml.Document, xml.Faults);
        }

        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            var (json, jsonFaults) = JsonDocuments.Read(text);
            return new SourceDocument("json", text, json, jsonFaults);
        }

        var (yaml, faults) = YamlText.Read(text);
        return new SourceDocument("yaml", text, yaml, faults);
    }

    /// <summary>Parses a file.</summary>
    public static SourceDocument OfFile(string path) => Of(path, File.ReadAllText(path));
}
