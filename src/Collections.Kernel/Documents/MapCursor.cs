namespace Collections.Kernel.Documents;

/// <summary>A map of a document together with its path and the list its faults go to.</summary>
/// <param name="Node">The map.</param>
/// <param name="Path">Its JSON pointer in the document.</param>
/// <param name="Faults">Where findings are gathered.</param>
public readonly record struct MapCursor(Node.Mapping Node, string Path, FaultList Faults)
{
    /// <summary>The value under a key; null when the key is absent.</summary>
    public NodeCursor? this[string key] =>
        Node.TryGet(key, out var value) ? new NodeCursor(value, PathOf(key), Faults) : null;

    /// <summary>The entries in the file's order.</summary>
    public IEnumerable<KeyValuePair<string, NodeCursor>> Entries
    {
        get
        {
            foreach (var (key, value) in Node.Entries)
            {
                yield return new(key, new NodeCursor(value, PathOf(key), Faults));
            }
        }
    }

    /// <summary>The value under a key; its absence is a fault.</summary>
    public NodeCursor? Require(string key)
    {
        if (this[key] is { } value)
        {
            return value;
        }

        Faults.Error(PathOf(key), "missing", $"The key '{key}' is missing.", Node.At);
        return null;
    }

    /// <summary>A key as JSON pointers (RFC 6901) write it: ~ and / become ~0 and ~1.</summary>
    public static string Escape(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private string PathOf(string key) => $"{Path}/{Escape(key)}";
}
