using System.Globalization;

namespace Collections.Kernel.Documents;

/// <summary>
/// A node together with its path and the list its faults go to: what document readers work with. Every <c>As...</c>
/// member gives null after it has recorded why, so that a reader goes on and finds every fault in one pass.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Path">Its JSON pointer in the document; empty at the root.</param>
/// <param name="Faults">Where findings are gathered.</param>
public readonly record struct NodeCursor(Node Node, string Path, FaultList Faults)
{
    /// <summary>A map whose keys are all among <paramref name="keys"/>; every other key is a fault.</summary>
    public MapCursor? AsMap(params ReadOnlySpan<string> keys)
    {
        if (AsOpenMap() is not { } map)
        {
            return null;
        }

        foreach (var entry in map.Entries)
        {
            if (!keys.Contains(entry.Key))
            {
                var message = $"Unknown key '{entry.Key}'; known here: {string.Join(", ", keys!)}.";
                Faults.Error(entry.Value, "unknown_key", message);
            }
        }

        return map;
    }

    /// <summary>A map with any keys.</summary>
    public MapCursor? AsOpenMap()
    {
        if (Node is Node.Mapping mapping)
        {
            return new MapCursor(mapping, Path, Faults);
        }

        Faults.Error(this, "wrong_type", "A map is expected here.");
        return null;
    }

    /// <summary>A list of at most <paramref name="itemsMax"/> items.</summary>
    public IReadOnlyList<NodeCursor>? AsList(int itemsMax)
    {
        if (Node is not Node.Sequence sequence)
        {
            Faults.Error(this, "wrong_type", "A list is expected here.");
            return null;
        }

        if (sequence.Items.Count > itemsMax)
        {
            Faults.Error(this, "too_many", $"At most {itemsMax} items are allowed here.");
            return null;
        }

        var items = new NodeCursor[sequence.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new NodeCursor(
                sequence.Items[i], string.Create(CultureInfo.InvariantCulture, $"{Path}/{i}"), Faults);
        }

        return items;
    }

    /// <summary>A text of 1 to <paramref name="lengthMax"/> characters.</summary>
    public string? AsText(int lengthMax)
    {
        if (Node is not Node.Scalar { IsNull: false, Text: { } text })
        {
            Faults.Error(this, "wrong_type", "A text is expected here.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(text) || text.Length > lengthMax)
        {
            Faults.Error(this, "out_of_range", $"A text of 1 to {lengthMax} characters is expected here.");
            return null;
        }

        return text;
    }

    /// <summary>A list of different texts, at least one; reported whole, so a bad item gives null.</summary>
    public IReadOnlyList<string>? AsTexts(int itemsMax, int lengthMax)
    {
        if (AsList(itemsMax) is not { } items)
        {
            return null;
        }

        var texts = new List<string>(items.Count);
        foreach (var item in items)
        {
            if (item.AsText(lengthMax) is not { } text)
            {
                continue;
            }

            if (texts.Contains(text))
            {
                Faults.Error(item, "duplicate", $"'{text}' stands here twice.");
            }
            else
            {
                texts.Add(text);
            }
        }

        if (items.Count == 0)
        {
            Faults.Error(this, "list_empty", "At least one item is expected here.");
        }

        return items.Count > 0 && texts.Count == items.Count ? texts : null;
    }

    /// <summary>An integer from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int? AsInteger(int min, int max)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        if (Node is not Node.Scalar { Text: { } text }
            || !decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value))
        {
            Faults.Error(this, "not_a_number", "A whole number is expected here.");
            return null;
        }

        if (value < min || value > max)
        {
            Faults.Error(this, "out_of_range", $"A whole number from {min} to {max} is expected here.");
            return null;
        }

        return (int)value;
    }

    /// <summary>An exact decimal number; one that would have to be rounded is a fault.</summary>
    public decimal? AsDecimal()
    {
        if (Node is not Node.Scalar { Text: { } text } || !ExactDecimal.TryParse(text, out var value))
        {
            Faults.Error(this, "not_a_number", "A decimal number of at most 28 digits is expected here.");
            return null;
        }

        return value;
    }

    /// <summary><c>true</c> or <c>false</c>, unquoted.</summary>
    public bool? AsFlag()
    {
        switch (Node)
        {
            case Node.Scalar { Quoted: false, Text: "true" or "True" or "TRUE" }:
                return true;
            case Node.Scalar { Quoted: false, Text: "false" or "False" or "FALSE" }:
                return false;
            default:
                Faults.Error(this, "wrong_type", "true or false is expected here.");
                return null;
        }
    }

    /// <summary>The index of the text in a closed list of words.</summary>
    public int? AsChoice(params ReadOnlySpan<string> words)
    {
        var index = Node is Node.Scalar { Text: { } text } ? words.IndexOf(text) : -1;
        if (index >= 0)
        {
            return index;
        }

        Faults.Error(this, "not_one_of", $"One of these is expected here: {string.Join(", ", words!)}.");
        return null;
    }
}
