using System.Collections.Immutable;
using System.Text.Json;
using Collections.Runtime.Ports;

namespace Collections.Runtime.Log;

/// <summary>
/// What an entity has taken in: per sender the highest (version, index). A message that is not above it was delivered
/// before and is dropped. No expiry: senders are few.
/// </summary>
internal sealed class Inbox
{
    /// <summary>How the actor of a record names the message that caused it.</summary>
    public const string ActorPrefix = "message:";

    private readonly ImmutableSortedDictionary<string, (long Version, int Index)> _highest;

    private Inbox(ImmutableSortedDictionary<string, (long Version, int Index)> highest) => _highest = highest;

    public static Inbox Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, (long Version, int Index)>(StringComparer.Ordinal));

    public bool IsEmpty => _highest.IsEmpty;

    public bool Has(MessageId id) =>
        _highest.TryGetValue(id.Sender.ToString(), out var seen) && (id.Version, id.Index).CompareTo(seen) <= 0;

    public Inbox With(MessageId id) => new(_highest.SetItem(id.Sender.ToString(), (id.Version, id.Index)));

    /// <summary>Takes in what a log record tells, when the log is folded again.</summary>
    public Inbox WithActor(string actor)
    {
        if (!actor.StartsWith(ActorPrefix, StringComparison.Ordinal))
        {
            return this;
        }

        var at = actor.LastIndexOf('@');
        var dot = actor.LastIndexOf('.');
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return new Inbox(_highest.SetItem(
            actor[ActorPrefix.Length..at],
            (long.Parse(actor.AsSpan(at + 1, dot - at - 1), invariant), int.Parse(actor.AsSpan(dot + 1), invariant))));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (sender, (version, index)) in _highest)
        {
            writer.WriteStartArray(sender);
            writer.WriteNumberValue(version);
            writer.WriteNumberValue(index);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public static Inbox Read(ref Utf8JsonReader json)
    {
        var highest = Empty._highest.ToBuilder();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var sender = json.GetString()!;
            json.Read();
            json.Read();
            var version = json.GetInt64();
            json.Read();
            var index = json.GetInt32();
            json.Read();
            highest[sender] = (version, index);
        }

        return new Inbox(highest.ToImmutable());
    }
}
