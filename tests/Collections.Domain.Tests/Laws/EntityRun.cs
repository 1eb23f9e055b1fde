using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Domain.Configuration;
using Collections.Kernel;
using NodaTime;

namespace Collections.Domain.Tests.Laws;

/// <summary>
/// An entity run by hand the way the engine runs it: catch up, decide, evolve, react; no store. Everything that would
/// become durable is written down in <see cref="Transcript"/>.
/// </summary>
public sealed class EntityRun<TDecider, TState, TCommand, TEvent>(
    EntityKey key, TenantConfiguration configuration, JsonSerializerContext json)
    where TDecider : IDecider<TState, TCommand, TEvent, TenantConfiguration>
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
{
    // A wake-up that keeps itself due would never end.
    private const int WakesMax = 20_000;

    private readonly Dictionary<(string Shelf, string Id), ReadOnlyMemory<byte>> _archive = [];
    private readonly Dictionary<string, ListMember> _listed = new(StringComparer.Ordinal);
    private readonly List<(TEvent Event, Instant At)> _happened = [];
    private readonly StringBuilder _transcript = new();
    private long _publications;
    private int _wakes;

    public TState State { get; private set; } = TDecider.Initial(key);

    public long Version { get; private set; }

    public IReadOnlyList<(TEvent Event, Instant At)> Happened => _happened;

    public string Transcript => _transcript.ToString();

    /// <summary>Whether the transcript is written; most laws do not read it.</summary>
    public bool Writes { get; init; }

    /// <summary>
    /// Answers a look-up that the run cannot answer itself: rows of other entities. None there by default.
    /// </summary>
    public Func<Lookup.Entity, EntityRow?> OtherEntity { get; init; } = _ => null;

    public Instant? NextWake => TDecider.NextWake(State, configuration);

    public string StateJson => ToJson(State);

    public string ToJson(object value) => JsonSerializer.Serialize(value, value.GetType(), json);

    public T RoundTrip<T>(T value)
        where T : class =>
        (T)JsonSerializer.Deserialize(ToJson(value), value.GetType(), json)!;

    /// <summary>Feeds every wake-up due at or before an instant, each at its own instant.</summary>
    public void CatchUp(Instant upTo)
    {
        while (NextWake is { } due && due <= upTo)
        {
            Invariant.Require(++_wakes < WakesMax, "Wake-ups end.");
            Apply(Wake(due), due);
            Invariant.Require(!(NextWake <= due), $"After the wake-up at {due} the next one is later, not {NextWake}.");
        }
    }

    /// <summary>Looks at the entity at an instant at which nothing need be due, as a careless sweeper might.</summary>
    public void Look(Instant at)
    {
        CatchUp(at);
        Apply(Wake(at), at);
    }

    /// <summary>Goes on from the stored state, as after a restart.</summary>
    public void Reload() => State = RoundTrip(State);

    /// <summary>A command as the engine decides it, applied.</summary>
    public Decision<TEvent> Command(Instant at, TCommand command)
    {
        CatchUp(at);
        var decision = Decide(at, command);
        Apply(decision, at);
        return decision;
    }

    /// <summary>What the decider answers; changes nothing.</summary>
    public Decision<TEvent> Decide(Instant at, TCommand command) =>
        TDecider.Decide(State, command, Context(at, new Principal("tester", "admin"), FactsFor(command)));

    /// <summary>What the decider says to the passing of time; changes nothing.</summary>
    public Decision<TEvent> Wake(Instant at) => TDecider.Wake(State, Context(at, Principal.System, Facts.None));

    /// <summary>A decision as text, for comparison.</summary>
    public string Describe(Decision<TEvent> decision)
    {
        var text = new StringBuilder();
        if (decision.Rejection is { } refusal)
        {
            text.Append(CultureInfo.InvariantCulture, $"  refused {refusal.Class} {refusal.Code}: {refusal.Message}\n");
            foreach (var field in refusal.Fields)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {field}\n");
            }
        }

        foreach (var happened in decision.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {happened.GetType().Name} {ToJson(happened)}\n");
        }

        foreach (var row in decision.SideRows)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Describe(row)}\n");
        }

        return text.ToString();
    }

    private void Apply(Decision<TEvent> decision, Instant at)
    {
        foreach (var happened in decision.Events)
        {
            State = TDecider.Evolve(State, happened, at);
            _happened.Add((happened, at));
        }

        Invariant.Require(
            decision.After is null || decision.After.Equals(State),
            "The state that a decision brings along is the one that its events give.");
        Version += decision.Events.Count > 0 ? 1 : 0;
        foreach (var row in decision.SideRows)
        {
            Keep(row);
        }

        if (Writes)
        {
            Write(decision, at);
        }
    }

    private void Write(Decision<TEvent> decision, Instant at)
    {
        _transcript.Append(CultureInfo.InvariantCulture, $"{at}\n").Append(Describe(decision));
        foreach (var message in decision.Events.SelectMany(happened => TDecider.React(State, happened, configuration)))
        {
            var body = Encoding.UTF8.GetString(message.Body.Span);
            _transcript.Append(CultureInfo.InvariantCulture, $"  -> {message.To} {message.Type} {body}\n");
        }

        var row = TDecider.Row(State);
        _transcript.Append(CultureInfo.InvariantCulture, $"  {row} [{string.Join(' ', row.Labels)}] {NextWake}\n");
    }

    private void Keep(SideRow row)
    {
        switch (row)
        {
            case SideRow.Publish publish:
                _publications++;
                Invariant.Require(publish.Publication.Number == _publications, "A publication takes the next number.");
                break;
            case SideRow.Archive archive:
                _archive[(archive.Shelf, archive.Id)] = archive.Json;
                break;
            case SideRow.Listed listed:
                foreach (var member in listed.Members)
                {
                    _listed[member.Member] = member;
                }

                break;
            case SideRow.Unlisted unlisted:
                foreach (var member in unlisted.Members)
                {
                    _listed.Remove(member);
                }

                break;
            default:
                break;
        }
    }

    private DecisionContext<TenantConfiguration> Context(Instant at, Principal principal, Facts facts) =>
        new(key, Version, at, principal, configuration, facts);

    private Facts FactsFor(TCommand command) =>
        new(command.Lookups.Distinct().ToDictionary(lookup => lookup, Answer));

    private object? Answer(Lookup lookup) => lookup switch
    {
        Lookup.NextConfigurationNumber => _publications + 1,
        Lookup.Archived archived => _archive.TryGetValue((archived.Shelf, archived.Id), out var kept) ? kept : null,
        Lookup.Entity entity => OtherEntity(entity),
        Lookup.Listed listed => ListingsOf(listed.Member),
        _ => throw Invariant.Unreachable($"Unknown look-up {lookup}."),
    };

    /// <summary>A world of one list: the entity's own.</summary>
    private IReadOnlyList<Listing> ListingsOf(string member) => _listed.TryGetValue(member, out var entry)
        ? [new Listing(key, TDecider.Row(State), entry)]
        : [];

    private static string Describe(SideRow row) => row switch
    {
        SideRow.Publish publish => publish.Publication.ToString(),
        SideRow.Archive archive => $"archive {archive.Shelf}/{archive.Id} {Encoding.UTF8.GetString(archive.Json.Span)}",
        SideRow.PersonalData data => $"personal {data.Ref} v{data.Version} {Convert.ToHexString(data.Ciphertext.Span)}",
        SideRow.Listed listed => $"listed {string.Join(' ', listed.Members)}",
        SideRow.Unlisted unlisted => $"unlisted {string.Join(' ', unlisted.Members)}",
        SideRow.SearchTerms search => $"search {string.Join(' ', search.Terms)}",
        _ => throw Invariant.Unreachable($"Unknown side row {row.GetType().Name}."),
    };
}
