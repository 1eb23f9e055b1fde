using System.Text.Json;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Http;

/// <summary>Pages of lists: as many rows as asked for, and a cursor when there are more.</summary>
internal static class Paging
{
    /// <summary>The parameters of every list.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("limit", Shape.Whole, "Rows of a page, 1 to 500; 50 when left out."),
        new("cursor", Shape.Text(512), "The nextCursor of the page before; left out for the first."),
    ];

    /// <summary>The page as an answer.</summary>
    /// <param name="page">The rows.</param>
    /// <param name="write">Writes one.</param>
    /// <param name="place">Where one stands, for the cursor.</param>
    public static ApiReply Reply<T>(Page<T> page, Action<Utf8JsonWriter, T> write, Func<T, string> place) =>
        ApiReply.Ok(JsonBytes.Of((page, write, place), static (writer, it) =>
        {
            var (list, found, limit) = it.page;
            var shown = Math.Min(limit, found.Count);
            writer.WriteStartObject();
            writer.WriteStartArray("data"u8);
            for (var i = 0; i < shown; i++)
            {
                it.write(writer, found[i]);
            }

            writer.WriteEndArray();
            var after = found.Count > limit ? it.place(found[shown - 1]) : it.page.ResumeAfter;
            writer.WriteString("nextCursor"u8, after is null ? null : Cursor.Of(list, after));
            writer.WriteEndObject();
        }));
}

/// <summary>Rows found for a page.</summary>
/// <param name="List">The list's name.</param>
/// <param name="Found">The rows; one more than <paramref name="Limit"/> says that there are more.</param>
/// <param name="Limit">How many are shown.</param>
internal sealed record Page<T>(string List, IReadOnlyList<T> Found, int Limit)
{
    /// <summary>Where a search that was cut off goes on, although the page may not be full; null for nowhere.</summary>
    public string? ResumeAfter { get; init; }
}
