using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Collections.Kernel.Documents;

namespace Collections.Domain.Overdue.KillBill;

/// <summary>
/// The parts of XML Schema that the overdue schema uses: sequences whose order counts, and simple types. Every
/// deviation is recorded; the reading goes on.
/// </summary>
internal sealed partial class XmlShape(FaultList faults)
{
    private static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Where an element stands; repeated elements carry their number, from 1.</summary>
    internal static Place PlaceOf(XElement element)
    {
        var path = "";
        for (var at = element; at is not null; at = at.Parent)
        {
            var number = at.ElementsBeforeSelf(at.Name).Count() + 1;
            var repeated = at.Name.LocalName is "state" or "response";
            path = $"/{at.Name.LocalName}{(repeated ? $"[{number}]" : "")}{path}";
        }

        return new Place(path, PositionOf(element));
    }

    /// <summary>
    /// Checks an element that holds children in a fixed order, each at most once unless it is the repeated one.
    /// </summary>
    /// <param name="element">The element.</param>
    /// <param name="children">Names of its children in their order.</param>
    /// <param name="repeated">The child that may stand there several times.</param>
    /// <param name="attribute">The attribute it may have.</param>
    internal void Sequence(
        XElement element, ReadOnlySpan<string> children, string? repeated = null, string? attribute = null)
    {
        CheckAttributes(element, attribute);
        CheckNoText(element);
        var reached = -1;
        foreach (var child in element.Elements())
        {
            var index = child.Name.NamespaceName.Length == 0 ? children.IndexOf(child.Name.LocalName) : -1;
            if (index < 0)
            {
                Error(child, "unexpected_element", $"No such element is allowed in <{element.Name.LocalName}>.");
            }
            else if (index < reached)
            {
                Error(child, "wrong_order", $"The order here is {string.Join(", ", children!)}.");
            }
            else if (index == reached && child.Name.LocalName != repeated)
            {
                Error(child, "repeated_element", "This element may stand here only once.");
            }

            reached = Math.Max(reached, index);
        }
    }

    /// <summary>A required child.</summary>
    internal XElement? Require(XElement element, string name)
    {
        if (element.Element(name) is { } child)
        {
            return child;
        }

        Error(element, "missing_element", $"The element <{name}> is missing.");
        return null;
    }

    /// <summary>The text of a leaf element; null when absent.</summary>
    internal string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        CheckAttributes(element, allowed: null);
        foreach (var child in element.Elements())
        {
            Error(child, "unexpected_element", $"<{element.Name.LocalName}> holds text only.");
        }

        return element.Value;
    }

    /// <summary>An xs:int; null when absent or at fault.</summary>
    internal int? Integer(XElement? element)
    {
        if (Text(element)?.Trim() is not { } text)
        {
            return null;
        }

        if (IntegerPattern().IsMatch(text)
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Error(element!, "not_a_number", "A whole number of 32 bits is expected here.");
        return null;
    }

    /// <summary>The text of an xs:decimal; null when absent or at fault.</summary>
    internal string? DecimalText(XElement? element)
    {
        if (Text(element)?.Trim() is not { } text)
        {
            return null;
        }

        if (DecimalPattern().IsMatch(text))
        {
            return text;
        }

        Error(element!, "not_a_number", "A decimal number without exponent is expected here.");
        return null;
    }

    /// <summary>An xs:boolean (true, false, 1, 0); false when absent or at fault.</summary>
    internal bool Boolean(XElement? element)
    {
        switch (Text(element)?.Trim())
        {
            case null or "false" or "0":
                return false;
            case "true" or "1":
                return true;
            default:
                Error(element!, "not_a_boolean", "true, false, 1 or 0 is expected here.");
                return false;
        }
    }

    /// <summary>A word of a closed list; null when absent or at fault.</summary>
    internal string? Word(XElement? element, ReadOnlySpan<string> words)
    {
        if (Text(element) is not { } text)
        {
            return null;
        }

        if (words.Contains(text))
        {
            return text;
        }

        Error(element!, "not_one_of", $"One of these is expected here: {string.Join(", ", words!)}.");
        return null;
    }

    /// <summary>Checks that an element has no attributes but the allowed one (and the schema's own).</summary>
    private void CheckAttributes(XElement element, string? allowed)
    {
        foreach (var attribute in element.Attributes())
        {
            if (!attribute.IsNamespaceDeclaration
                && attribute.Name.Namespace != SchemaInstance
                && attribute.Name.ToString() != allowed)
            {
                var message = $"The attribute '{attribute.Name.LocalName}' is not allowed here.";
                Error(element, "unexpected_attribute", message);
            }
        }
    }

    /// <summary>Checks that only white space stands between the children.</summary>
    private void CheckNoText(XElement element)
    {
        if (element.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            Error(element, "unexpected_text", "Only elements are allowed here, no text between them.");
        }
    }

    /// <summary>Records an error at an element.</summary>
    internal void Error(XElement element, string code, string message)
    {
        var place = PlaceOf(element);
        faults.Error(place.Path, code, message, place.At);
    }

    private static Position PositionOf(XElement element)
    {
        IXmlLineInfo at = element;
        return at.HasLineInfo() ? new Position(at.LineNumber, at.LinePosition) : default;
    }

    [GeneratedRegex(@"\A[+-]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalPattern();
}
