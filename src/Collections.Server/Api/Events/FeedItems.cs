using System.Globalization;
using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Runtime.Log;
using Collections.Runtime.Ports;
using NodaTime.Text;

namespace Collections.Server.Api.Events;

/// <summary>A place in a tenant's feed: an event of a record.</summary>
/// <param name="Sequence">The record's sequence.</param>
/// <param name="Index">The event within the record, from 0.</param>
internal readonly record struct FeedPlace(long Sequence, int Index)
{
    private const string List = "events";

    private static readonly char[] Separator = ['.'];

    /// <summary>Before everything.</summary>
    public static FeedPlace Start { get; } = new(0, int.MaxValue);

    /// <summary>The opaque cursor.</summary>
    public string Cursor => Http.Cursor.Of(List, ToString());

    /// <summary>The place of a cursor; null when it is none.</summary>
    public static FeedPlace? Read(string cursor) =>
        Http.Cursor.Read(List, cursor)?.Split(Separator) is [var sequence, var index]
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var within)
            ? new FeedPlace(at, within)
            : null;

    /// <summary><c>sequence.index</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{Index}");
}

/// <summary>One event of the feed.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Head">Its record's head.</param>
/// <param name="Event">The event.</param>
internal sealed record FeedItem(FeedPlace Place, RecordHead Head, LoggedEvent Event)
{
    /// <summary>The events of a record after a place, those that the engine notes for itself left out.</summary>
    public static IEnumerable<FeedItem> Of(SequencedRecord record, FeedPlace after)
    {
        var entry = RecordText.Read(record.Record.Bytes);
        for (var i = 0; i < entry.Events.Count; i++)
        {
            if ((record.Sequence > after.Sequence || i > after.Index) && !DeliveryEvents.IsOne(entry.Events[i].Type))
            {
                yield return new FeedItem(new FeedPlace(record.Sequence, i), entry.Head, entry.Events[i]);
            }
        }
    }

    /// <summary>Writes it as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, FeedItem item)
    {
        var (key, version) = (item.Head.Key, item.Head.Version);
        writer.WriteStartObject();
        writer.WriteNumber("seq"u8, item.Place.Sequence);
        writer.WriteString("id"u8, $"evt_{item.Place}");
        writer.WriteString("type"u8, item.Event.Type);
        writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(item.Head.At));
        writer.WriteString("recordedAt"u8, InstantPattern.ExtendedIso.Format(item.Head.RecordedAt));
        writer.WriteString("kind"u8, key.Kind);
        writer.WriteString("entityId"u8, key.Id);
        writer.WriteString("accountId"u8, AccountOf(item));
        writer.WriteNumber("version"u8, version);
        writer.WriteString("actor"u8, item.Head.Actor);
        writer.WritePropertyName("data"u8);
        writer.WriteRawValue(item.Event.Data.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static string? AccountOf(FeedItem item)
    {
        if (item.Head.Key.Kind == AccountDecider.Kind)
        {
            return item.Head.Key.Id;
        }

        using var data = JsonDocument.Parse(item.Event.Data);
        return Find(data.RootElement) ?? Nested(data.RootElement, "terms") ?? Nested(data.RootElement, "request");

        static string? Find(JsonElement element) =>
            element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("accountId", out var id)
            && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;

        static string? Nested(JsonElement element, string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? Find(part) : null;
    }
}

/// <summary>Events by which the engine notes that a message arrived: its own book-keeping, nobody's business.</summary>
internal static class DeliveryEvents
{
    /// <summary>Whether a type is one of them.</summary>
    public static bool IsOne(string type) => type.StartsWith("message.", StringComparison.Ordinal);
}
