using Collections.Gateways.Wire;
using Collections.Kernel;

namespace Collections.Simulation.World;

/// <summary>The policy that the demo's portfolio is collected under, a document like any user's.</summary>
public static class DemoPolicy
{
    /// <summary>The template of reminders before the due day.</summary>
    public const string ReminderTemplate = "due-soon";

    private const string Resource = "demo-policy.yaml";

    /// <summary>The document, parsed.</summary>
    public static SourceDocument Document { get; } = Read();

    private static SourceDocument Read()
    {
        using var stream = typeof(DemoPolicy).Assembly.GetManifestResourceStream(Resource);
        Invariant.Require(stream is not null, "The demo's policy is embedded.");
        using var reader = new StreamReader(stream);
        return SourceDocument.Of(Resource, reader.ReadToEnd());
    }
}
