using Collections.Kernel.Documents;

namespace Collections.Domain.Configuration;

/// <summary>
/// What one kind of published documents adds to the common rules of <see cref="PublicationDecider{TDocument}"/>. A new
/// kind of documents is one such type and a line in the registry of kinds.
/// </summary>
public interface IPublishedDocument
{
    /// <summary>The kind of the entities and of their publications.</summary>
    static abstract string Kind { get; }

    /// <summary>Whether accounts must be looked at again when a version takes effect.</summary>
    static abstract bool Reevaluates { get; }

    /// <summary>What is there without being published: version 0, with which the first upload is compared.</summary>
    static abstract IReadOnlyDictionary<string, Node> Shipped { get; }

    /// <summary>The faults and warnings of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="name">The name it is published under.</param>
    /// <param name="configuration">What the tenant has in force.</param>
    static abstract IReadOnlyList<Fault> Check(Node document, string name, TenantConfiguration configuration);
}
