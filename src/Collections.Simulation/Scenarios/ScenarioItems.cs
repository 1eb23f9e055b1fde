using Collections.Kernel.Documents;

namespace Collections.Simulation.Scenarios;

/// <summary>Reads the <c>do</c> items of a step: one verb each, with the fields that verb has.</summary>
internal static class ScenarioItems
{
    public static IReadOnlyList<ScenarioItem> Read(
        Node.Mapping step, string stepPath, ScenarioDocuments files, ScenarioFaults faults)
    {
        var items = new List<ScenarioItem>();
        var nodes = faults.List(step, "do", stepPath);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (ReadItem(nodes[i], $"{stepPath}/do/{i}", files, faults) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>Fields the verb does not have are faults: a misspelt field must not pass as a default.</summary>
    public static void CheckFields(string verb, Node.Mapping body, string path, ScenarioFaults faults)
    {
        foreach (var (key, value) in body.Entries.Where(entry => !ScenarioVerbs.HasField(verb, entry.Key)))
        {
            faults.Add($"{path}/{key}", "unknown_field", $"'{verb}' has no field '{key}'.", value.At);
        }
    }

    private static ScenarioItem? ReadItem(Node node, string path, ScenarioDocuments files, ScenarioFaults faults)
    {
        if (node is not Node.Mapping { Entries: [var (verb, value)] })
        {
            faults.Add(path, "one_verb", "A do item is a map with exactly one verb.", node.At);
            return null;
        }

        if (!ScenarioVerbs.IsKnown(verb))
        {
            faults.Add(
                $"{path}/{verb}", "unknown_verb", $"Unknown verb '{verb}'; known: {ScenarioVerbs.Names}.", value.At);
            return null;
        }

        if (value is not Node.Mapping fields)
        {
            faults.Add($"{path}/{verb}", "type", $"The fields of '{verb}' are a map.", value.At);
            return null;
        }

        path = $"{path}/{verb}";
        var account = ReadAccount(verb, fields, path, faults);
        var refused = faults.Text(fields, "refused", path);
        var body = new Node.Mapping(
            [.. fields.Entries.Where(
                entry => entry.Key != "refused" && (entry.Key != "account" || verb == ScenarioVerbs.Policy))],
            fields.At);

        // An item that expects to be refused may be wrong on purpose.
        if (refused is null)
        {
            CheckFields(verb, body, path, faults);
        }

        var check = refused is null ? ScenarioDocuments.PolicyFaults : ScenarioDocuments.Anything;
        var document = verb == ScenarioVerbs.Policy ? ReadPolicy(fields, path, (files, check), faults) : null;
        return new ScenarioItem(verb, account, body, refused, document);
    }

    private static string? ReadAccount(string verb, Node.Mapping fields, string path, ScenarioFaults faults)
    {
        if (verb == ScenarioVerbs.Policy)
        {
            return null;
        }

        var account = faults.Text(fields, "account", path);
        if (account is null && fields["account"] is null or Node.Scalar)
        {
            faults.Add($"{path}/account", "required", $"'{verb}' names its account.", fields.At);
        }

        return account;
    }

    private static ScenarioDocument? ReadPolicy(
        Node.Mapping fields,
        string path,
        (ScenarioDocuments Files, DocumentCheck Check) documents,
        ScenarioFaults faults)
    {
        var name = faults.Text(fields, "name", path);
        if (name is null)
        {
            faults.Add($"{path}/name", "required", "'policy' names the policy.", fields.At);
        }

        var field = fields["file"] is null ? "policy" : "file";
        if (fields[field] is not { } source)
        {
            const string message = "'policy' names a file beside the scenario, or holds the policy.";
            faults.Add($"{path}/file", "required", message, fields.At);
            return null;
        }

        return documents.Files.Find(name ?? string.Empty, source, $"{path}/{field}", documents.Check);
    }
}
