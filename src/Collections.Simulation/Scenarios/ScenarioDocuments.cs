using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Scenarios;

/// <summary>Finds the policies and calendars a scenario names: files beside it, or documents inside it.</summary>
internal sealed class ScenarioDocuments(string scenarioPath, FaultList faults)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(scenarioPath)) ?? ".";

    /// <summary>The documents of a map name → file or document.</summary>
    public IReadOnlyList<ScenarioDocument> ReadMap(Node.Mapping top, string field)
    {
        var documents = new List<ScenarioDocument>();
        foreach (var (name, value) in faults.Entries(top, field, string.Empty))
        {
            var path = $"/{field}/{name}";
            if (!EntityKey.IsValidId(name))
            {
                faults.Add(path, "id", $"'{name}' is no name: 1-64 of [A-Za-z0-9._:~-].", value.At);
            }

            if (Find(name, value, path) is { } document)
            {
                documents.Add(document);
            }
        }

        return documents;
    }

    /// <summary>One document; null when there is none to be found (which is a fault).</summary>
    public ScenarioDocument? Find(string name, Node value, string path)
    {
        switch (value)
        {
            case Node.Mapping inline:
                return new ScenarioDocument(name, null, inline, value.At);
            case Node.Scalar { IsNull: false, Text: { } file }:
                var full = Path.Combine(_folder, file);
                if (File.Exists(full))
                {
                    return new ScenarioDocument(name, full, null, value.At);
                }

                faults.Add(path, "file_missing", $"There is no file '{file}' beside the scenario.", value.At);
                return null;
            default:
                faults.Add(path, "type", "A file name, or the document itself.", value.At);
                return null;
        }
    }
}
