using Collections.Kernel.Documents;

namespace Collections.Simulation.Scenarios;

/// <summary>Collects the faults of a document while its parts are read; a wrong part reads as absent.</summary>
internal sealed class ScenarioFaults
{
    private readonly List<Fault> _items = [];

    public IReadOnlyList<Fault> Items => _items;

    public void Add(string path, string code, string message, Position at) =>
        _items.Add(new Fault(Severity.Error, path, code, message, at));

    /// <summary>Whether a finding stops the scenario; warnings do not.</summary>
    public bool HasErrors => _items.Exists(fault => fault.Severity == Severity.Error);

    /// <summary>Adds what was found in another document, under the path that names it.</summary>
    public void AddOther(string path, string document, IEnumerable<Fault> faults) => _items.AddRange(
        faults.Select(fault => fault with { Path = path + fault.Path, Message = $"{document}: {fault.Message}" }));

    public void UnknownFields(Node.Mapping map, string path, IReadOnlyCollection<string> known)
    {
        foreach (var (key, value) in map.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            var message = $"Unknown field '{key}'; known: {string.Join(' ', known)}.";
            Add($"{path}/{key}", "unknown_field", message, value.At);
        }
    }

    /// <summary>The text of a field; null when it is absent, null or no scalar (which is a fault).</summary>
    public string? Text(Node.Mapping map, string field, string path)
    {
        switch (map[field])
        {
            case null or Node.Scalar { IsNull: true }:
                return null;
            case Node.Scalar scalar:
                return scalar.Text;
            case var other:
                Add($"{path}/{field}", "type", $"'{field}' is a single value.", other.At);
                return null;
        }
    }

    /// <summary>The entries of a map-valued field; none when absent or no map (which is a fault).</summary>
    public IReadOnlyList<KeyValuePair<string, Node>> Entries(Node.Mapping map, string field, string path)
    {
        switch (map[field])
        {
            case null or Node.Scalar { IsNull: true }:
                return [];
            case Node.Mapping entries:
                return entries.Entries;
            case var other:
                Add($"{path}/{field}", "type", $"'{field}' is a map.", other.At);
                return [];
        }
    }

    /// <summary>The items of a list-valued field; none when absent or no list (which is a fault).</summary>
    public IReadOnlyList<Node> List(Node.Mapping map, string field, string path)
    {
        switch (map[field])
        {
            case null or Node.Scalar { IsNull: true }:
                return [];
            case Node.Sequence list:
                return list.Items;
            case var other:
                Add($"{path}/{field}", "type", $"'{field}' is a list.", other.At);
                return [];
        }
    }
}
