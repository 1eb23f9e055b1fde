namespace Collections.Kernel.Documents;

/// <summary>Gathers the findings of one reading, in the order in which they were met.</summary>
public sealed class FaultList
{
    private readonly List<Fault> _items = [];

    /// <summary>Everything found so far.</summary>
    public IReadOnlyList<Fault> Items => _items;

    /// <summary>Whether a finding refuses the document.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a fault that refuses the document.</summary>
    public void Error(NodeCursor at, string code, string message) => Error(at.Path, code, message, at.Node.At);

    /// <summary>Adds a fault that refuses the document, at a path and place.</summary>
    public void Error(string path, string code, string message, Position at) =>
        Add(new Fault(Severity.Error, path, code, message, at));

    /// <summary>Adds a remark: the document is accepted.</summary>
    public void Warn(string path, string code, string message, Position at) =>
        Add(new Fault(Severity.Warning, path, code, message, at));

    /// <summary>Adds a finding of another reading.</summary>
    public void Add(Fault fault)
    {
        HasErrors |= fault.Severity == Severity.Error;
        _items.Add(fault);
    }
}
