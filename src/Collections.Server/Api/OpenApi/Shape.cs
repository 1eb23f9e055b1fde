using System.Text.Json.Nodes;
using Collections.Domain.Access;
using Collections.Kernel;

namespace Collections.Server.Api.OpenApi;

/// <summary>The small schemas that all others are made of.</summary>
internal static class Shape
{
    /// <summary>An id chosen by a client or made by the server.</summary>
    public static readonly Schema Id = new(new JsonObject
    {
        ["type"] = "string",
        ["pattern"] = "^[A-Za-z0-9._:~-]{1,64}$",
    });

    /// <summary>A local day.</summary>
    public static readonly Schema Date = Formatted("date");

    /// <summary>An instant, RFC 3339.</summary>
    public static readonly Schema Instant = Formatted("date-time");

    /// <summary>An amount in major units; text is taken as well, numbers are given.</summary>
    public static readonly Schema Amount = new(new JsonObject { ["type"] = "number" });

    /// <summary>An amount on its way in.</summary>
    public static readonly Schema AmountIn = new(new JsonObject
    {
        ["type"] = new JsonArray("number", "string"),
        ["description"] = "Exact decimal digits, as a number or as text.",
    });

    /// <summary>An ISO 4217 code.</summary>
    public static readonly Schema Currency = new(new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z]{3}$" });

    /// <summary>True or false.</summary>
    public static readonly Schema Flag = new(new JsonObject { ["type"] = "boolean" });

    /// <summary>A whole number.</summary>
    public static readonly Schema Whole = new(new JsonObject { ["type"] = "integer" });

    /// <summary>Anything.</summary>
    public static readonly Schema Anything = new(new JsonObject());

    /// <summary>One of the roles.</summary>
    public static readonly Schema Role = Word([.. Roles.All]);

    /// <summary>A text.</summary>
    public static Schema Text(int lengthMax = 256) =>
        new(new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = lengthMax });

    /// <summary>A text of an answer: whatever there is.</summary>
    public static Schema Said { get; } = new(new JsonObject { ["type"] = "string" });

    /// <summary>One word of a closed list.</summary>
    public static Schema Word(params string[] words) => new(new JsonObject
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]),
    });

    /// <summary>A list.</summary>
    public static Schema List(Schema item) =>
        new(new JsonObject { ["type"] = "array", ["items"] = item.Mention() }) { Parts = [item] };

    /// <summary>A map from names to values of one schema.</summary>
    public static Schema Map(Schema value) =>
        new(new JsonObject { ["type"] = "object", ["additionalProperties"] = value.Mention() }) { Parts = [value] };

    /// <summary>A body: no field beside those named.</summary>
    public static Schema Body(string name, params IReadOnlyList<Field> fields) => Object(name, fields, isClosed: true);

    /// <summary>An answer: every field is always there, and more may come.</summary>
    public static Schema Answer(string name, params IReadOnlyList<Field> fields) =>
        Object(name, [.. fields.Select(field => field with { Required = true })], isClosed: false);

    /// <summary>An answer with fields that only some have.</summary>
    public static Schema AnswerWith(string name, IReadOnlyList<Field> some, params IReadOnlyList<Field> always) =>
        Object(name, [.. always.Select(field => field with { Required = true }), .. some], isClosed: false);

    /// <summary>A page of a list.</summary>
    public static Schema Page(Schema row)
    {
        Invariant.Require(row.Name is not null, "Rows of lists have a name.");
        return Answer(row.Name + "Page", new Field("data", List(row)), new Field("nextCursor", Text().OrNull()));
    }

    private static Schema Object(string name, IReadOnlyList<Field> fields, bool isClosed)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = field.Schema.Mention();
        }

        var definition = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = fields.Where(field => field.Required).Select(field => (JsonNode)field.Name).ToArray();
        if (required.Length > 0)
        {
            definition["required"] = new JsonArray(required);
        }

        if (isClosed)
        {
            definition["additionalProperties"] = false;
        }

        return new Schema(definition, name) { Parts = [.. fields.Select(field => field.Schema)] };
    }

    private static Schema Formatted(string format) =>
        new(new JsonObject { ["type"] = "string", ["format"] = format });
}
