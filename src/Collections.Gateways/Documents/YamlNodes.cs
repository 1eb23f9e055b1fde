using Collections.Kernel.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Collections.Gateways.Documents;

/// <summary>
/// One reading of parser events into nodes. Whatever could make a small file large (aliases) is a fault.
/// </summary>
internal sealed class YamlNodes(IParser parser)
{
    private const string TextTag = "tag:yaml.org,2002:str";
    private readonly List<Fault> _faults = [];

    /// <summary>The document, or the faults that stand in its way.</summary>
    internal (Node? Document, IReadOnlyList<Fault> Faults) Read()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            Error("", "empty", "The document is empty.", new Mark(0, 1, 1));
            return (null, _faults);
        }

        parser.Consume<DocumentStart>();
        var document = ReadNode("", 0);
        if (document is not null)
        {
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                Error("", "several_documents", "Only one document is expected in a file.", second.Start);
            }
        }

        return (_faults.Count == 0 ? document : null, _faults);
    }

    /// <summary>The next node; null when reading had to stop (too deep).</summary>
    private Node? ReadNode(string path, int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            Error(path, "alias", $"Aliases (*{alias.Value}) are not supported; write the value out.", alias.Start);
            return new Node.Scalar(null, false, Place(alias.Start));
        }

        var start = parser.Require<NodeEvent>();
        if (!start.Anchor.IsEmpty)
        {
            Error(path, "anchor", $"Anchors (&{start.Anchor.Value}) are not supported.", start.Start);
        }

        if (start is Scalar)
        {
            return ReadScalar(path);
        }

        CheckTag(path, start, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq");
        if (depth == YamlText.DepthMax)
        {
            Error(path, "too_deep", $"Maps and lists nest at most {YamlText.DepthMax} deep.", start.Start);
            return null;
        }

        return start is MappingStart ? ReadMapping(path, depth + 1) : ReadSequence(path, depth + 1);
    }

    private Node.Scalar ReadScalar(string path)
    {
        var scalar = parser.Consume<Scalar>();
        CheckTag(path, scalar, TextTag, TextTag);
        var quoted = scalar.Style != ScalarStyle.Plain || scalar.Tag == TextTag;
        return new Node.Scalar(scalar.Value, quoted, Place(scalar.Start));
    }

    private Node.Mapping? ReadMapping(string path, int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = new List<KeyValuePair<string, Node>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!.Start;
            var key = ReadNode(path, depth);
            if (key is null)
            {
                return null;
            }

            var text = (key as Node.Scalar)?.Text;
            if (text is null)
            {
                Error(path, "key_not_text", "A key has to be a text.", at);
            }

            var valuePath = $"{path}/{MapCursor.Escape(text ?? "?")}";
            if (ReadNode(valuePath, depth) is not { } value)
            {
                return null;
            }

            if (text is not null && !keys.Add(text))
            {
                Error(valuePath, "duplicate_key", $"The key '{text}' stands here twice.", at);
            }
            else if (text is not null)
            {
                entries.Add(new(text, value));
            }
        }

        return new Node.Mapping(entries, Place(start.Start));
    }

    private Node.Sequence? ReadSequence(string path, int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode($"{path}/{items.Count}", depth) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new Node.Sequence(items, Place(start.Start));
    }

    private void CheckTag(string path, NodeEvent node, string allowed, string orAllowed)
    {
        // '!' alone marks a quoted scalar for the parser; every other tag would change what a text means.
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value != allowed && node.Tag.Value != orAllowed)
        {
            Error(path, "tag", $"The tag {node.Tag.Value} is not supported; scalars are text.", node.Start);
        }
    }

    private void Error(string path, string code, string message, Mark at) =>
        _faults.Add(new Fault(Severity.Error, path, code, message, Place(at)));

    private static Position Place(Mark at) => new((int)at.Line, (int)at.Column);
}
