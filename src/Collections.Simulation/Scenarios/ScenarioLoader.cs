using Collections.Gateways.Documents;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Scenarios;

/// <summary>Loads scenario files; what cannot be read is a fault like any other.</summary>
public static class ScenarioLoader
{
    /// <summary>The scenario of a file, or null with every fault.</summary>
    public static (ScenarioFile? Scenario, IReadOnlyList<Fault> Faults) Load(string path)
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
        return document is null ? (null, faults) : ScenarioReader.Read(document, path);
    }
}
