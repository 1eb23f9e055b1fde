using Collections.Gateways.Documents;
using Collections.Kernel.Documents;

namespace Collections.Simulation.Tests.Scenarios;

/// <summary>Documents written in tests.</summary>
internal static class Yaml
{
    public static Node Node(string text)
    {
        var (document, faults) = YamlText.Read(text);
        Assert.Empty(faults);
        return document!;
    }
}
