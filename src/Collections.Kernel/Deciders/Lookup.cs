namespace Collections.Kernel;

/// <summary>
/// A fact from outside the entity that a command needs. The engine resolves it from read tables before the decision;
/// the events record what was seen, so that a replay needs no look-up.
/// </summary>
public abstract record Lookup
{
    private Lookup()
    {
    }

    /// <summary>The projection row of another entity of the same tenant.</summary>
    public sealed record Entity(string Kind, string Id) : Lookup;

    /// <summary>An archived item of this very entity (see <see cref="SideRow.Archive"/>).</summary>
    public sealed record Archived(string Shelf, string Id) : Lookup;

    /// <summary>
    /// The places a member has on any list of the tenant (see <see cref="SideRow.Listed"/>): one look into a unique
    /// index, however long the lists are.
    /// </summary>
    /// <param name="Member">Keyed hash, 64 lower-case hex digits.</param>
    public sealed record Listed(string Member) : Lookup;

    /// <summary>The number the next publication of this tenant would get.</summary>
    public sealed record NextConfigurationNumber : Lookup;
}

/// <summary>The answers to a command's look-ups, as the engine read them just before the decision.</summary>
public sealed class Facts
{
    private readonly Dictionary<Lookup, object?> _answers;
    private readonly bool _archiveIsEmpty;

    /// <summary>
    /// Facts from resolved look-ups: an <see cref="EntityRow"/>, UTF-8 JSON, listings or a number; null: not found.
    /// </summary>
    /// <param name="answers">The look-ups and their answers.</param>
    /// <param name="archiveIsEmpty">Whether every look-up of an archived item finds nothing.</param>
    public Facts(IReadOnlyDictionary<Lookup, object?> answers, bool archiveIsEmpty = false)
    {
        _answers = new(answers);
        _archiveIsEmpty = archiveIsEmpty;
    }

    /// <summary>No facts.</summary>
    public static Facts None { get; } = new(new Dictionary<Lookup, object?>());

    /// <summary>Of an entity that archived nothing: every look-up of an archived item finds nothing.</summary>
    public static Facts NothingArchived { get; } = new(new Dictionary<Lookup, object?>(), archiveIsEmpty: true);

    /// <summary>The other entity's row; null when there is no such entity.</summary>
    public EntityRow? Entity(string kind, string id) => (EntityRow?)Answer(new Lookup.Entity(kind, id));

    /// <summary>The archived item's JSON; null when nothing is archived under that id.</summary>
    public ReadOnlyMemory<byte>? Archived(string shelf, string id) =>
        Answer(new Lookup.Archived(shelf, id)) is ReadOnlyMemory<byte> json
            ? json
            : (ReadOnlyMemory<byte>?)null; // A bare null would become an empty memory.

    /// <summary>The member's places, by the lists' ids; empty when it is on no list.</summary>
    public IReadOnlyList<Listing> Listed(string member) =>
        (IReadOnlyList<Listing>)Answer(new Lookup.Listed(member))!;

    /// <summary>The number the next publication gets.</summary>
    public long NextConfigurationNumber() => (long)Answer(new Lookup.NextConfigurationNumber())!;

    private object? Answer(Lookup lookup)
    {
        if (_archiveIsEmpty && lookup is Lookup.Archived)
        {
            return null;
        }

        Invariant.Require(_answers.TryGetValue(lookup, out var answer), $"The command declares its look-up {lookup}.");
        return answer;
    }
}
