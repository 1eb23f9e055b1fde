using System.Text.Json.Serialization;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Lists;

/// <summary>What can be asked of a list.</summary>
public abstract record ListCommand : ICommand
{
    private ListCommand()
    {
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public virtual IReadOnlyList<Lookup> Lookups => [];

    /// <summary>Makes a list, or changes the channels of one.</summary>
    [CommandType("putList")]
    public sealed record PutList(ListTerms Terms) : ListCommand;

    /// <summary>Puts a member on the list; one that is there with the same words changes nothing.</summary>
    /// <param name="Member">Keyed hash of the contact value, 64 hex digits.</param>
    /// <param name="Reason">Why, a code without personal data.</param>
    /// <param name="Source">Where the wish came from, a code.</param>
    /// <param name="Until">It counts before this instant only; null for ever.</param>
    [CommandType("addMember")]
    public sealed record AddMember(string Member, string Reason, string Source, Instant? Until) : ListCommand
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.Listed(Member)];
    }

    /// <summary>
    /// Part of a bulk import: members that were not on the list when the import looked. The event holds how many and
    /// their digest.
    /// </summary>
    /// <param name="ImportId">The import; parts of one carry the same.</param>
    /// <param name="Members">At most <see cref="ListDecider.PartMax"/>, each once.</param>
    [CommandType("addMembers")]
    public sealed record AddMembers(string ImportId, IReadOnlyList<NewMember> Members) : ListCommand;

    /// <summary>
    /// Asks to take a member off the list. Where that lets contacts through that the list stops, somebody else must
    /// approve it; a white list lets go at once.
    /// </summary>
    [CommandType("requestRemoval")]
    public sealed record RequestRemoval(string Member, string Reason) : ListCommand
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override IReadOnlyList<Lookup> Lookups => [new Lookup.Listed(Member)];
    }

    /// <summary>Approves a removal that somebody else asked for.</summary>
    [CommandType("approveRemoval")]
    public sealed record ApproveRemoval(string RemovalId) : ListCommand;

    /// <summary>Refuses a removal; whoever asked may take it back by the same.</summary>
    [CommandType("rejectRemoval")]
    public sealed record RejectRemoval(string RemovalId) : ListCommand;
}

/// <summary>A member of a bulk import.</summary>
/// <param name="Member">Keyed hash, 64 hex digits.</param>
/// <param name="Note">Reason and source, as <see cref="ListNote"/> writes them.</param>
/// <param name="Until">It counts before this instant only; null for ever.</param>
public sealed record NewMember(string Member, string Note, Instant? Until);

/// <summary>The words about a member: why it is there and where that came from.</summary>
/// <param name="Reason">A code without personal data.</param>
/// <param name="Source">A code without personal data.</param>
public sealed record ListNote(string Reason, string Source)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ListNote Parse(string? note)
    {
        var words = (note ?? string.Empty).Split(' ');
        return new ListNote(words[0], words.Length > 1 ? words[1] : string.Empty);
    }

    /// <summary>Both words, a blank between them.</summary>
    public override string ToString() => $"{Reason} {Source}";
}
