using System.Buffers.Text;
using System.Text;

namespace Collections.Server.Api.Http;

/// <summary>
/// A place in a list, opaque to callers: they give back what they were given. The name of the list stands in it, so
/// that a cursor of another list is told from a good one.
/// </summary>
internal static class Cursor
{
    private const char Separator = '\n';

    private const int LengthMax = 512;

    /// <summary>The cursor behind a place.</summary>
    public static string Of(string list, string place) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}{Separator}{place}"));

    /// <summary>The place a cursor stands for; null when it is no cursor of the list.</summary>
    public static string? Read(string list, string cursor)
    {
        if (cursor.Length > LengthMax || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator);
        return parts is [var name, var place] && name == list ? place : null;
    }

    /// <summary>The place a query's parameter stands for; a fault when it is no cursor of the list.</summary>
    public static string? From(QueryReader query, string list, string parameter = "cursor")
    {
        if (query.Text(parameter, LengthMax) is not { } cursor)
        {
            return null;
        }

        var place = Read(list, cursor);
        if (place is null)
        {
            query.Fault(parameter, "cursor", "This is no cursor of this list.");
        }

        return place;
    }
}
