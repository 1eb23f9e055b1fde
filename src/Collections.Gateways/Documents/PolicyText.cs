using System.Globalization;
using System.Text;
using Collections.Kernel.Documents;

namespace Collections.Gateways.Documents;

/// <summary>
/// Prints a document as YAML that a person likes to read and that reads back to the same meaning: outer levels as
/// blocks, inner ones on one line where they fit, quotes only where they are needed.
/// </summary>
public static class PolicyText
{
    private const int WidthMax = 110;

    // Levels above this one (the policy, its lists, their items) are printed as blocks unless they hold scalars only.
    private const int FlowDepth = 3;

    /// <summary>The document as YAML, ending with a line feed.</summary>
    public static string ToYaml(Node.Mapping document)
    {
        var text = new StringBuilder();
        if (document.Entries.Count == 0)
        {
            return "{}\n";
        }

        WriteMapping(text, document, 0, 0);
        return text.ToString();
    }

    private static void WriteMapping(StringBuilder text, Node.Mapping mapping, int indent, int depth)
    {
        var first = true;
        foreach (var (key, value) in mapping.Entries)
        {
            // The first key of a list item stands on the line of its dash.
            text.Append(' ', first && EndsWithDash(text) ? 0 : indent);
            first = false;
            var name = YamlScalars.Key(key);
            text.Append(name).Append(':');
            if (Flow(value, depth + 1) is { } flow && indent + name.Length + flow.Length < WidthMax)
            {
                text.Append(' ').Append(flow).Append('\n');
                continue;
            }

            WriteBlock(text.Append('\n'), value, indent + 2, depth + 1);
        }
    }

    private static void WriteBlock(StringBuilder text, Node node, int indent, int depth)
    {
        if (node is Node.Mapping { Entries.Count: > 0 } mapping)
        {
            WriteMapping(text, mapping, indent, depth);
        }
        else if (node is Node.Sequence { Items.Count: > 0 } sequence)
        {
            foreach (var item in sequence.Items)
            {
                text.Append(' ', EndsWithDash(text) ? 0 : indent).Append("- ");
                if (Flow(item, depth + 1) is { } flow && indent + flow.Length < WidthMax)
                {
                    text.Append(flow).Append('\n');
                }
                else
                {
                    WriteBlock(text, item, indent + 2, depth + 1);
                }
            }
        }
        else
        {
            text.Append(' ', EndsWithDash(text) ? 0 : indent).Append(Inline(node)).Append('\n');
        }
    }

    private static bool EndsWithDash(StringBuilder text) =>
        text.Length >= 2 && text[^1] == ' ' && text[^2] == '-';

    private static string? Flow(Node node, int depth)
    {
        var flat = node switch
        {
            Node.Mapping mapping => mapping.Entries.All(entry => entry.Value is Node.Scalar),
            Node.Sequence sequence => sequence.Items.All(item => item is Node.Scalar),
            _ => true,
        };
        return flat || depth >= FlowDepth ? Inline(node) : null;
    }

    private static string Inline(Node node) => node switch
    {
        Node.Mapping { Entries.Count: 0 } => "{}",
        Node.Sequence { Items.Count: 0 } => "[]",
        Node.Mapping mapping => $"{{ {string.Join(", ", mapping.Entries.Select(Pair))} }}",
        Node.Sequence sequence => $"[ {string.Join(", ", sequence.Items.Select(Inline))} ]",
        _ => YamlScalars.Value((Node.Scalar)node),
    };

    private static string Pair(KeyValuePair<string, Node> entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{YamlScalars.Key(entry.Key)}: {Inline(entry.Value)}");
}
