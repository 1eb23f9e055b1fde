using System.Text.Json;
using Collections.Domain.Lists;
using Collections.Kernel;
using Collections.Server.Api.OpenApi;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Dnc;

/// <summary>What lists look like. A member is told by its keyed hash, never in clear.</summary>
internal static class DncSchemas
{
    public static readonly Schema Removal = Answer(
        "DncRemoval",
        new("removalId", Id),
        new("numberId", Id),
        new("reason", Said),
        new("requestedBy", Said),
        new("expiresAt", Shape.Instant));

    public static readonly Schema List = Answer(
        "DncList",
        new("listId", Id),
        new("kind", Word("dnc", "black", "white")),
        new("scope", Said),
        new("channels", Shape.List(Said)),
        new("members", Whole),
        new("removals", Shape.List(Removal)),
        new("version", Whole));

    public static readonly Schema Member = Answer(
        "DncMember",
        new("listId", Id),
        new("numberId", Id),
        new("reason", Said),
        new("source", Said),
        new("since", Shape.Instant),
        new("until", Shape.Instant.OrNull()));

    public static readonly Schema Put = Body(
        "PutDncList",
        new("kind", Word("dnc", "black", "white")),
        new("scope", Text()),
        new("channels", Shape.List(Text(64))));

    public static readonly Schema NewMember = Body(
        "PutDncMember",
        new("reason", Id, true),
        new("source", Id),
        new("until", Shape.Instant.OrNull()));

    public static void Write(Utf8JsonWriter writer, (MemberList List, long Version) it)
    {
        var terms = it.List.Terms!;
        writer.WriteStartObject();
        writer.WriteString("listId"u8, it.List.Id);
        writer.WriteString("kind"u8, ListLabels.WordOf(terms.Kind));
        writer.WriteString("scope"u8, terms.Scope.ToString());
        writer.WriteStartArray("channels"u8);
        foreach (var channel in terms.Channels)
        {
            writer.WriteStringValue(channel);
        }

        writer.WriteEndArray();
        writer.WriteNumber("members"u8, it.List.Count);
        writer.WriteStartArray("removals"u8);
        foreach (var removal in it.List.Removals)
        {
            Write(writer, removal);
        }

        writer.WriteEndArray();
        writer.WriteNumber("version"u8, it.Version);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, PendingRemoval removal)
    {
        writer.WriteStartObject();
        writer.WriteString("removalId"u8, removal.RemovalId);
        writer.WriteString("numberId"u8, removal.Member);
        writer.WriteString("reason"u8, removal.Reason);
        writer.WriteString("requestedBy"u8, removal.RequestedBy);
        writer.WriteString("expiresAt"u8, InstantPattern.ExtendedIso.Format(removal.ExpiresAt));
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Listing listing)
    {
        var note = ListNote.Parse(listing.Entry.Note);
        writer.WriteStartObject();
        writer.WriteString("listId"u8, listing.List.Id);
        writer.WriteString("numberId"u8, listing.Entry.Member);
        writer.WriteString("reason"u8, note.Reason);
        writer.WriteString("source"u8, note.Source);
        writer.WriteString("since"u8, InstantPattern.ExtendedIso.Format(listing.Entry.Since));
        writer.WriteString(
            "until"u8, listing.Entry.Until is { } until ? InstantPattern.ExtendedIso.Format(until) : null);
        writer.WriteEndObject();
    }
}
