using Collections.Domain.Accounts;
using Collections.Kernel.Documents;

namespace Collections.Domain.Treatments;

/// <summary>The steps of a template and which of them wait for which, to find what can never happen.</summary>
internal sealed class StepGraph
{
    private readonly Dictionary<string, Items<string>> _waits = new(StringComparer.Ordinal);
    private readonly List<(string Name, NodeCursor After)> _places = [];

    /// <summary>Adds a step; a name that is taken is a fault.</summary>
    internal void Add(string name, NodeCursor nameField, NodeCursor? after, Items<string> waitsFor)
    {
        if (!_waits.TryAdd(name, waitsFor))
        {
            nameField.Faults.Error(nameField, "duplicate", $"A step before this one is called '{name}' as well.");
        }
        else if (after is { } place)
        {
            _places.Add((name, place));
        }
    }

    /// <summary>Reports steps that wait for a step that does not exist, or in a circle.</summary>
    internal void Check()
    {
        foreach (var (name, after) in _places)
        {
            var unknown = _waits[name].Where(step => !_waits.ContainsKey(step)).ToList();
            foreach (var step in unknown)
            {
                var known = string.Join(", ", _waits.Keys);
                var message = $"There is no step '{step}'; known: {known}.";
                after.Faults.Error($"{after.Path}/steps", "unknown_step", message, after.Node.At);
            }

            if (unknown.Count == 0 && WaitsForItself(name))
            {
                after.Faults.Error(
                    $"{after.Path}/steps", "cyclic", $"The step '{name}' waits for itself.", after.Node.At);
            }
        }
    }

    private bool WaitsForItself(string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(_waits[name]);
        while (open.TryPop(out var step))
        {
            if (step == name)
            {
                return true;
            }

            if (seen.Add(step) && _waits.TryGetValue(step, out var further))
            {
                foreach (var each in further)
                {
                    open.Push(each);
                }
            }
        }

        return false;
    }
}
