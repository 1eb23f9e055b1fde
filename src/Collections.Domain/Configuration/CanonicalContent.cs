using Collections.Kernel;
using Collections.Kernel.Documents;

namespace Collections.Domain.Configuration;

/// <summary>Content that was made canonical when it was published.</summary>
internal static class CanonicalContent
{
    /// <summary>Reads it again; content that does not read is a bug.</summary>
    public static Node Read(string content)
    {
        var (document, faults) = JsonDocuments.Read(content);
        Invariant.Require(document is not null, $"Published content is readable: {faults.Count} faults.");
        return document;
    }
}
