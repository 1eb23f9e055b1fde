using Collections.Gateways.Documents;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Calc;

/// <summary>
/// A file of worked rule cases: lists of cases, the key of each list names its calculator, beside maps that cases name
/// and the map <c>defaults</c>.
/// </summary>
public sealed class CalcFile
{
    private CalcFile(string path, Node.Mapping document)
    {
        Path = path;
        Document = document;
    }

    /// <summary>The file as it was named by the caller.</summary>
    public string Path { get; }

    internal Node.Mapping Document { get; }

    /// <summary>The lists of cases by their key.</summary>
    internal IEnumerable<KeyValuePair<string, IReadOnlyList<Node.Mapping>>> Lists => Document.Entries
        .Where(entry => IsList(entry.Value))
        .Select(entry => KeyValuePair.Create(
            entry.Key, (IReadOnlyList<Node.Mapping>)[.. ((Node.Sequence)entry.Value).Items.OfType<Node.Mapping>()]));

    /// <summary>Loads a file; null with every fault when it is malformed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="only">The case that is asked for, so that lists without it need no calculator; null for
    /// all.</param>
    public static (CalcFile? File, IReadOnlyList<Fault> Faults) Load(string path, string? only)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var message = File.Exists(path) ? "The file cannot be read." : "There is no such file.";
            return (null, [new Fault(Severity.Error, string.Empty, "file_missing", message, default)]);
        }

        var (document, faults) = YamlText.Read(text);
        return document is null ? (null, faults) : Read(document, path, only);
    }

    /// <summary>Reads a parsed file; null with every fault when it is malformed.</summary>
    internal static (CalcFile? File, IReadOnlyList<Fault> Faults) Read(Node document, string path, string? only)
    {
        var faults = new FaultList();
        if (new NodeCursor(document, string.Empty, faults).AsOpenMap() is not { } map)
        {
            return (null, faults.Items);
        }

        var found = only is null;
        foreach (var (key, value) in map.Entries)
        {
            if (!IsList(value.Node))
            {
                continue;
            }

            var asked = Check(key, value, only);
            found |= asked;
            if ((only is null || asked) && !Calculators.All.ContainsKey(key))
            {
                var known = string.Join(", ", Calculators.All.Keys.Order(StringComparer.Ordinal));
                faults.Error(value, "unknown_list", $"There is no calculator '{key}'; known: {known}.");
            }
        }

        if (!found)
        {
            faults.Error(string.Empty, "unknown_case", $"There is no case '{only}'.", document.At);
        }

        return faults.HasErrors ? (null, faults.Items) : (new CalcFile(path, map.Node), faults.Items);
    }

    /// <summary>Whether a case of an id is asked for.</summary>
    internal static bool IsAsked(string? only, string id) => only is null || only == id;

    /// <summary>Checks that every case has an id; whether the case that is asked for is among them.</summary>
    private static bool Check(string key, NodeCursor list, string? only)
    {
        var found = false;
        var items = list.AsList(int.MaxValue)!;
        foreach (var item in items)
        {
            if (item.Node is not Node.Mapping map || map["id"] is not Node.Scalar { IsNull: false, Text: { } id })
            {
                item.Faults.Error(item, "missing", $"A case of '{key}' is a map with an id.");
                continue;
            }

            found |= IsAsked(only, id);
        }

        return found;
    }

    /// <summary>A list of cases holds maps; a list of plain values is a definition that cases may name.</summary>
    private static bool IsList(Node node) =>
        node is Node.Sequence list && list.Items.Any(item => item is Node.Mapping);
}
