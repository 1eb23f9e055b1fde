using System.Text.Json;
using Collections.Domain.Accounts;
using Collections.Server.Api.Accounts;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;
using Collections.Server.Api.Tasks;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Events;

/// <summary>The tenant's ordered log of events: as a list, as a stream, and of one account.</summary>
internal static class EventOperations
{
    private const string Tag = "Events";

    public static readonly Schema Event = Answer(
        "Event",
        new("seq", Whole),
        new("id", Said),
        new("type", Said),
        new("at", Instant),
        new("recordedAt", Instant),
        new("kind", Said),
        new("entityId", Id),
        new("accountId", Id.OrNull()),
        new("version", Whole),
        new("actor", Said),
        new("data", Anything));

    private static readonly Parameter Types = new("types", Text(), "Only these types, separated by commas.");

    public static IReadOnlyList<Operation> All =>
    [
        new("listEvents", "GET", "/events", ListAsync)
        {
            Tag = Tag,
            Summary = "Events in commit order. An empty page keeps its cursor: ask again with it.",
            Answer = Page(Event),
            Query =
            [
                new("after", Text(512), "The nextCursor of the page before; from the beginning when left out."),
                new("limit", Whole, "Events of a page, 1 to 500; 50 when left out."),
                Types,
            ],
        },
        new("streamEvents", "GET", "/events/stream", EventStream.RunAsync)
        {
            Tag = Tag,
            Summary = "Server-sent events in commit order; Last-Event-ID or 'after' continue a stream.",
            Answer = Event,
            AnswerTypes = [EventStream.MediaType],
            Query = [new("after", Text(512), "A cursor; from the beginning when left out."), Types],
        },
        new("listAccountTimeline", "GET", "/accounts/{accountId}/timeline", TimelineAsync)
        {
            Tag = "Accounts",
            Summary = "What happened to the account, oldest first.",
            Answer = Page(Event),
            Query = Paging.Parameters,
        },
    ];

    /// <summary>The types asked for; null for all.</summary>
    public static HashSet<string>? TypesOf(QueryReader query) =>
        query.Words("types")?.ToHashSet(StringComparer.Ordinal);

    /// <summary>The place of a cursor; the beginning when there is none.</summary>
    public static FeedPlace PlaceOf(QueryReader query, string? cursor)
    {
        if (cursor is null)
        {
            return FeedPlace.Start;
        }

        if (FeedPlace.Read(cursor) is { } place)
        {
            return place;
        }

        query.Fault("after", "cursor", "This is no cursor of this list.");
        return FeedPlace.Start;
    }

    private static async ValueTask<ApiReply> ListAsync(ApiCall call)
    {
        var query = call.Query;
        var after = PlaceOf(query, query.Text("after", 512));
        var (limit, types) = (query.Limit(), TypesOf(query));
        if (query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var feed = new Feed(call.Engine.Setup.Log, call.Caller.Tenant, types);
        var (items, upto) = await feed.ReadAsync(after, limit);
        return ApiReply.Ok(JsonBytes.Of(
            (items, upto.Cursor), static (writer, it) => WritePage(writer, it.items, it.Cursor)));
    }

    private static async ValueTask<ApiReply> TimelineAsync(ApiCall call)
    {
        const string list = "timeline";
        var limit = call.Query.Limit();
        var place = Cursor.From(call.Query, list);
        var after = place is null ? FeedPlace.Start : PlaceOfTimeline(call.Query, place);
        if (call.Query.Finish() is { } fault)
        {
            return call.Refuse(fault);
        }

        var id = call.Part("accountId");
        if (await AccountReading.FindAsync(call, id) is not var (account, _))
        {
            return AccountReading.Unknown(call, id);
        }

        if (!await Disclosure.LetsAsync(call, account))
        {
            return Disclosure.Refuse(call);
        }

        var key = call.Key(AccountDecider.Kind, id);
        var records = await call.Engine.Setup.Log.ReadHistoryAsync(key, Math.Max(0, after.Sequence - 1), limit + 1);
        List<FeedItem> items =
        [
            .. records.SelectMany(record => FeedItem.Of(record, FeedPlace.Start))
                .Where(item => item.Head.Version > after.Sequence || item.Place.Index > after.Index)
                .Take(limit + 1),
        ];

        // Records without events to show may fill a page; then the next one goes on behind them.
        var more = items.Count > limit || records.Count > limit;
        var last = items.Count > limit ? items[limit - 1] : items.LastOrDefault();
        var upto = last is not null && items.Count >= limit
            ? new FeedPlace(last.Head.Version, last.Place.Index)
            : new FeedPlace(records.Count > 0 ? records[^1].Record.Version : 0, int.MaxValue);
        var next = more ? Cursor.Of(list, upto.ToString()) : null;
        return ApiReply.Ok(JsonBytes.Of(
            (Items: (IReadOnlyList<FeedItem>)[.. items.Take(limit)], next),
            static (writer, it) => WritePage(writer, it.Items, it.next)));
    }

    private static FeedPlace PlaceOfTimeline(QueryReader query, string place)
    {
        if (place.Split('.') is [var version, var index]
            && long.TryParse(version, out var at) && int.TryParse(index, out var within))
        {
            return new FeedPlace(at, within);
        }

        query.Fault("cursor", "cursor", "This is no cursor of this list.");
        return FeedPlace.Start;
    }

    private static void WritePage(Utf8JsonWriter writer, IReadOnlyList<FeedItem> items, string? next)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data"u8);
        foreach (var item in items)
        {
            FeedItem.Write(writer, item);
        }

        writer.WriteEndArray();
        writer.WriteString("nextCursor"u8, next);
        writer.WriteEndObject();
    }
}
