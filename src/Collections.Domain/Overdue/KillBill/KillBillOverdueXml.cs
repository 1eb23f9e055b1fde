using System.Xml;
using System.Xml.Linq;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.KillBill;

/// <summary>What reading a Kill Bill overdue file gave.</summary>
/// <param name="Document">The equivalent policy document; null when a fault refuses the file.</param>
/// <param name="Faults">Errors of the schema's kind and warnings, in the file's order.</param>
public sealed record KillBillReading(Node.Mapping? Document, IReadOnlyList<Fault> Faults);

/// <summary>
/// Reads Kill Bill overdue XML and gives the equivalent policy document, so that there is only one way to judge states.
/// Errors are what Kill Bill's schema refuses (order of children included); everything else that looks wrong is a
/// warning. Source: the overdue module of killbill/killbill at cb60779c17 and its published schema.
/// </summary>
public static class KillBillOverdueXml
{
    /// <summary>Longest file in characters: 1 MiB.</summary>
    public const int LengthMax = 1 << 20;

    private const string Doctype = "<!DOCTYPE";

    /// <summary>
    /// Reads a file. Never throws for bad text: a file that does not parse gives a fault with line and column.
    /// </summary>
    public static KillBillReading Read(string xml)
    {
        var faults = new FaultList();
        if (xml.Length > LengthMax)
        {
            faults.Error("", "too_large", $"A policy has at most {LengthMax} characters.", default);
            return new KillBillReading(null, faults.Items);
        }

        if (Load(xml, faults) is not { Root: { } root } || new OverdueXmlSchema(faults).Read(root) is not { } config)
        {
            return new KillBillReading(null, faults.Items);
        }

        if (faults.HasErrors)
        {
            return new KillBillReading(null, faults.Items);
        }

        OverdueXmlWarnings.Add(config, faults);
        return new KillBillReading(OverdueXmlConversion.Convert(config), faults.Items);
    }

    private static XDocument? Load(string xml, FaultList faults)
    {
        // A DOCTYPE could pull in files or blow up entities; Kill Bill refuses it as well.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var text = new StringReader(xml.TrimStart('\uFEFF'));
        using var reader = XmlReader.Create(text, settings);
        try
        {
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e) when (e.LineNumber == 0 && xml.Contains(Doctype, StringComparison.Ordinal))
        {
            // The reader prohibits it without saying where.
            faults.Error("", "doctype", "A DOCTYPE is not allowed.", PositionOf(xml, Doctype));
            return null;
        }
        catch (XmlException e)
        {
            faults.Error("", "malformed", $"This is no XML: {e.Message}", new Position(e.LineNumber, e.LinePosition));
            return null;
        }
    }

    private static Position PositionOf(string xml, string part)
    {
        var before = xml.AsSpan(0, xml.IndexOf(part, StringComparison.Ordinal));
        return new Position(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
