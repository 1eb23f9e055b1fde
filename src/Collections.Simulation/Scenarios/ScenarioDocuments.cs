using Collections.Domain.Overdue;
using Collections.Gateways.Wire;
using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Scenarios;

/// <summary>What is wrong with a document that is to be published under a name.</summary>
internal delegate IReadOnlyList<Fault> DocumentCheck(string name, Node document);

/// <summary>Finds the policies and calendars a scenario names: files beside it, or documents inside it.</summary>
internal sealed class ScenarioDocuments(string scenarioPath, ScenarioFaults faults)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(scenarioPath)) ?? ".";

    /// <summary>Which calendars there are is judged when the policy is published.</summary>
    public static DocumentCheck PolicyFaults { get; } = (name, document) =>
        PolicyReader.Read(document, name, PolicyVocabulary.Standard with { Calendars = null }).Faults;

    public static DocumentCheck CalendarFaults { get; } = (name, document) =>
        BusinessCalendarReader.Read(name, document).Faults;

    /// <summary>For a document that is expected to be refused when it is published.</summary>
    public static DocumentCheck Anything { get; } = (_, _) => [];

    /// <summary>The documents of a map name → file or document.</summary>
    public IReadOnlyList<ScenarioDocument> ReadMap(Node.Mapping top, string field, DocumentCheck check)
    {
        var documents = new List<ScenarioDocument>();
        foreach (var (name, value) in faults.Entries(top, field, string.Empty))
        {
            var path = $"/{field}/{name}";
            if (!EntityKey.IsValidId(name))
            {
                faults.Add(path, "id", $"'{name}' is no name: 1-64 of [A-Za-z0-9._:~-].", value.At);
            }

            if (Find(name, value, path, check) is { } document)
            {
                documents.Add(document);
            }
        }

        return documents;
    }

    /// <summary>One document; null when there is none to be found (which is a fault).</summary>
    public ScenarioDocument? Find(string name, Node value, string path, DocumentCheck check)
    {
        switch (value)
        {
            case Node.Mapping inline:
                faults.AddOther(path, name, check(name, inline));
                return new ScenarioDocument(name, new SourceDocument("yaml", JsonDocuments.Write(inline), inline, []));
            case Node.Scalar { IsNull: false, Text: { } file }:
                return ReadFile(name, file, (path, value.At), check);
            default:
                faults.Add(path, "type", "A file name, or the document itself.", value.At);
                return null;
        }
    }

    private ScenarioDocument? ReadFile(string name, string file, (string Path, Position At) place, DocumentCheck check)
    {
        SourceDocument source;
        try
        {
            source = SourceDocument.OfFile(Path.Combine(_folder, file));
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(
                place.Path, "file_missing", $"There is no readable file '{file}' beside the scenario.", place.At);
            return null;
        }

        faults.AddOther(place.Path, file, source.Faults);
        if (source.Document is null)
        {
            return null;
        }

        faults.AddOther(place.Path, file, check(name, source.Document));
        return new ScenarioDocument(name, source);
    }
}
