using System.Text.Json;
using Collections.Domain.Lists;
using Collections.Domain.Numbers;
using Collections.Kernel;
using Collections.Server.Api.OpenApi;
using NodaTime;
using NodaTime.Text;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Numbers;

/// <summary>What is shown of a number.</summary>
/// <param name="State">What is known of it.</param>
/// <param name="Version">The entity's version; 0 when nothing was ever heard of it.</param>
internal sealed record NumberView(NumberRecord State, long Version)
{
    /// <summary>What its plan says; null when it cannot be opened.</summary>
    public PhoneNumber? Number { get; init; }

    /// <summary>The number as the caller may see it.</summary>
    public string? Text { get; init; }

    /// <summary>Places on lists.</summary>
    public IReadOnlyList<Listing> Lists { get; init; } = [];

    /// <summary>Accounts that have it.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>When it is looked at.</summary>
    public Instant At { get; init; }
}

/// <summary>What numbers look like.</summary>
internal static class NumberSchemas
{
    private static readonly Schema State = Word([.. NumberWords.All]);

    private static readonly Schema Place = Answer(
        "NumberListing",
        new("listId", Id),
        new("kind", Said),
        new("scope", Said),
        new("reason", Said),
        new("source", Said),
        new("until", Shape.Instant.OrNull()));

    public static readonly Schema Number = Answer(
        "Number",
        new("numberId", Id),
        new("number", Said.OrNull()),
        new("region", Said.OrNull()),
        new("type", Said.OrNull()),
        new("validity", Said.OrNull()),
        new("zones", Shape.List(Said)),
        new("operator", Said.OrNull()),
        new("place", Said.OrNull()),
        new("state", State),
        new("since", Shape.Instant.OrNull()),
        new("until", Shape.Instant.OrNull()),
        new("flags", Shape.List(Said)),
        new("score", Whole),
        new("lastOutcome", Said.OrNull()),
        new("lastAt", Shape.Instant.OrNull()),
        new("bestHours", Shape.List(Whole)),
        new("hours", Shape.List(Answer(
            "NumberHour", new("hour", Whole), new("attempts", Whole), new("connected", Whole)))),
        new("lists", Shape.List(Place)),
        new("accounts", Shape.List(Id)),
        new("version", Whole));

    public static readonly Schema Alternates = Answer(
        "AccountNumbers",
        new Field("data", Shape.List(Answer(
            "AccountNumber",
            new("numberId", Id),
            new("number", Said.OrNull()),
            new("role", Said.OrNull()),
            new("state", State),
            new("usable", Flag),
            new("flags", Shape.List(Said))))));

    public static readonly Schema Mark = Body(
        "MarkNumber",
        new("reason", Id, true),
        new("state", State),
        new("until", Shape.Instant.OrNull()),
        new("flag", Text(32)),
        new("on", Flag));

    public static void Write(Utf8JsonWriter writer, NumberView view)
    {
        var state = view.State;
        writer.WriteStartObject();
        writer.WriteString("numberId"u8, state.Id);
        WritePlan(writer, view);
        writer.WriteString("state"u8, NumberWords.Of(state.State));
        writer.WriteString("since"u8, TextOf(state.Since));
        writer.WriteString("until"u8, TextOf(state.Until));
        Write(writer, "flags", state.Flags);
        writer.WriteNumber("score"u8, state.Score);
        writer.WriteString("lastOutcome"u8, state.LastOutcome);
        writer.WriteString("lastAt"u8, TextOf(state.LastAt));
        writer.WriteStartArray("bestHours"u8);
        foreach (var hour in BestHours.Of(state.Hours))
        {
            writer.WriteNumberValue(hour);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("hours"u8);
        foreach (var hour in state.Hours)
        {
            writer.WriteStartObject();
            writer.WriteNumber("hour"u8, hour.Hour);
            writer.WriteNumber("attempts"u8, hour.Attempts);
            writer.WriteNumber("connected"u8, hour.Connected);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteLists(writer, view.Lists);
        Write(writer, "accounts", view.Accounts);
        writer.WriteNumber("version"u8, view.Version);
        writer.WriteEndObject();
    }

    public static void WriteAlternates(
        Utf8JsonWriter writer, (List<DialCandidate> Numbers, Dictionary<string, string?> Texts) it)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data"u8);
        foreach (var number in it.Numbers)
        {
            writer.WriteStartObject();
            writer.WriteString("numberId"u8, number.NumberId);
            writer.WriteString("number"u8, it.Texts[number.NumberId]);
            writer.WriteString("role"u8, number.Role);
            writer.WriteString("state"u8, number.Row?.Status ?? NumberWords.Of(NumberState.Unknown));
            writer.WriteBoolean("usable"u8, number.IsUsable);
            Write(writer, "flags", [.. (number.Row?.Labels ?? []).Select(label => label["flag:".Length..])]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter writer, NumberView view)
    {
        var number = view.Number;
        writer.WriteString("number"u8, view.Text);
        writer.WriteString("region"u8, number?.Region);
        var type = number is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName($"{number.Type}");
        writer.WriteString("type"u8, type);
        writer.WriteString("validity"u8, number is null ? null : $"{number.Validity}".ToLowerInvariant());
        Write(writer, "zones", number?.Zones ?? []);
        writer.WriteString("operator"u8, number is null ? null : ChineseNumbers.OperatorOf(number)?.Operator);
        writer.WriteString("place"u8, number is null ? null : ChineseNumbers.AreaOf(number)?.Place);
    }

    private static void WriteLists(Utf8JsonWriter writer, IReadOnlyList<Listing> places)
    {
        writer.WriteStartArray("lists"u8);
        foreach (var place in places)
        {
            if (ListLabels.Read(place.Row) is not { } terms)
            {
                continue;
            }

            var note = ListNote.Parse(place.Entry.Note);
            writer.WriteStartObject();
            writer.WriteString("listId"u8, place.List.Id);
            writer.WriteString("kind"u8, ListLabels.WordOf(terms.Kind));
            writer.WriteString("scope"u8, terms.Scope.ToString());
            writer.WriteString("reason"u8, note.Reason);
            writer.WriteString("source"u8, note.Source);
            writer.WriteString("until"u8, TextOf(place.Entry.Until));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }

    private static string? TextOf(Instant? instant) =>
        instant is { } given ? InstantPattern.ExtendedIso.Format(given) : null;
}
