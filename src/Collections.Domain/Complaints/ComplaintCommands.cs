using System.Text.Json.Serialization;
using Collections.Kernel;

namespace Collections.Domain.Complaints;

/// <summary>What can be asked of a complaint.</summary>
public abstract record ComplaintCommand : ICommand
{
    private ComplaintCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>Files it: contacts rest from then on.</summary>
    /// <param name="Terms">What it is about, without the description.</param>
    /// <param name="Description">What was said, sealed at the edge; null for nothing.</param>
    [CommandType("fileComplaint")]
    public sealed record FileComplaint(ComplaintTerms Terms, SealedText? Description) : ComplaintCommand
    {
        /// <summary>Contacts that it is about.</summary>
        public IReadOnlyList<string> ContactIds { get; init; } = [];

        /// <summary>Tasks that it is about.</summary>
        public IReadOnlyList<string> TaskIds { get; init; } = [];
    }

    /// <summary>Names further contacts and tasks.</summary>
    [CommandType("linkComplaint")]
    public sealed record LinkComplaint(IReadOnlyList<string> ContactIds, IReadOnlyList<string> TaskIds)
        : ComplaintCommand;

    /// <summary>Gives it to somebody; null to nobody.</summary>
    [CommandType("assignComplaint")]
    public sealed record AssignComplaint(string? To) : ComplaintCommand;

    /// <summary>Ends it: contacts are free again.</summary>
    /// <param name="Upheld">Whether it was right.</param>
    /// <param name="Reason">Why, a code.</param>
    [CommandType("resolveComplaint")]
    public sealed record ResolveComplaint(bool Upheld, string Reason) : ComplaintCommand;

    /// <summary>Takes it up again: contacts rest again, and its time begins anew.</summary>
    [CommandType("reopenComplaint")]
    public sealed record ReopenComplaint(string Reason) : ComplaintCommand;
}
