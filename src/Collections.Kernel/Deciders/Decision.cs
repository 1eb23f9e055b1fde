namespace Collections.Kernel;

/// <summary>What a decider answers: events that happened, or a refusal. Nothing else leaves a decision.</summary>
/// <typeparam name="TEvent">The kind's closed event hierarchy.</typeparam>
public sealed record Decision<TEvent>
{
    /// <summary>Most events one decision may give; more is a bug (a loop), not a large account.</summary>
    public const int EventsMax = 20_000;

    /// <summary>The events, in order; empty when nothing changes.</summary>
    public IReadOnlyList<TEvent> Events { get; init; } = [];

    /// <summary>The refusal, or null.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>Rows of other tables that must become durable with the events.</summary>
    public IReadOnlyList<SideRow> SideRows { get; init; } = [];

    /// <summary>
    /// The state after the events when the decider has it at hand, exactly as folding them gives it; null otherwise. It
    /// saves the engine the folding.
    /// </summary>
    public object? After { get; init; }

    /// <summary>A result for the caller that is not stored (for instance the refused rows of an import).</summary>
    public object? Report { get; init; }

    /// <summary>Nothing changes: the command asks for what already is.</summary>
    public static Decision<TEvent> Nothing { get; } = new();

    /// <summary>These events happened.</summary>
    public static Decision<TEvent> Accept(params IReadOnlyList<TEvent> events)
    {
        Invariant.Require(events.Count <= EventsMax, "A decision stays under its event limit.");
        return new Decision<TEvent> { Events = events };
    }

    /// <summary>The command is refused; nothing happened.</summary>
    public static Decision<TEvent> Reject(Rejection rejection) => new() { Rejection = rejection };

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision<TEvent>(Rejection rejection) => Reject(rejection);
}

/// <summary>A row that stands beside the entity and is written in the same commit.</summary>
public abstract record SideRow
{
    private SideRow()
    {
    }

    /// <summary>
    /// A sealed personal value (name, contact value, free text): ciphertext only. Events hold <paramref name="Ref"/>,
    /// <paramref name="Version"/> and a keyed hash, so that erasure rewrites no log.
    /// </summary>
    /// <param name="Person">Whose data key seals it (the customer id).</param>
    /// <param name="Ref">Stable name of the value within the tenant.</param>
    /// <param name="Version">From 1, one more at each change.</param>
    /// <param name="Ciphertext">Sealed at the edge; the decider cannot read it.</param>
    public sealed record PersonalData(string Person, string Ref, int Version, ReadOnlyMemory<byte> Ciphertext)
        : SideRow;

    /// <summary>
    /// A closed item that leaves the state (a paid bill beyond the last hundred); found again by
    /// <see cref="Lookup.Archived"/>.
    /// </summary>
    /// <param name="Shelf">What it is: <c>bill</c>, <c>payment</c>, <c>credit</c>.</param>
    /// <param name="Id">Its id, unique within entity and shelf.</param>
    /// <param name="Json">Its last content, UTF-8 JSON.</param>
    public sealed record Archive(string Shelf, string Id, ReadOnlyMemory<byte> Json) : SideRow;

    /// <summary>
    /// Words by which the entity can be found; they replace those of before. Personal ones are keyed hashes, so that
    /// the row says nothing to whoever reads the file.
    /// </summary>
    /// <param name="Terms">One line each, without order.</param>
    public sealed record SearchTerms(IReadOnlyList<string> Terms) : SideRow;

    /// <summary>
    /// Members that this entity (a list) has from now on; a member that it had before gets the new entry. Found again,
    /// over all lists of the tenant at once, by <see cref="Lookup.Listed"/>.
    /// </summary>
    /// <param name="Members">Each member once.</param>
    public sealed record Listed(IReadOnlyList<ListMember> Members) : SideRow;

    /// <summary>Members that this entity (a list) has no more; one that it never had changes nothing.</summary>
    /// <param name="Members">Keyed hashes, see <see cref="ListMember.Member"/>.</param>
    public sealed record Unlisted(IReadOnlyList<string> Members) : SideRow;

    /// <summary>
    /// A new immutable configuration of the tenant. The store keeps numbers unique per tenant: two publications that
    /// picked the same number cannot both commit, the later one is decided again.
    /// </summary>
    public sealed record Publish(Publication Publication) : SideRow;
}
