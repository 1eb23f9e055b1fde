using System.Text.Json.Nodes;

namespace Collections.Server.Api.OpenApi;

/// <summary>A JSON Schema (2020-12) of a body, an answer or a part of one; a named one is told once and referred to.</summary>
internal sealed record Schema(JsonObject Definition, string? Name = null)
{
    /// <summary>The schemas it is made of.</summary>
    public IReadOnlyList<Schema> Parts { get; init; } = [];

    /// <summary>How another schema mentions it.</summary>
    public JsonObject Mention() => Name is null
        ? (JsonObject)Definition.DeepClone()
        : new JsonObject { ["$ref"] = $"#/components/schemas/{Name}" };

    /// <summary>The same, or null.</summary>
    public Schema OrNull() => Name is null && Definition["type"] is JsonValue type
        ? this with { Definition = Changed(Definition, "type", new JsonArray(type.GetValue<string>(), "null")) }
        : new Schema(new JsonObject { ["anyOf"] = new JsonArray(Mention(), new JsonObject { ["type"] = "null" }) })
        {
            Parts = [this],
        };

    /// <summary>The same with a sentence about it.</summary>
    public Schema Saying(string description) => Name is null
        ? this with { Definition = Changed(Definition, "description", description) }
        : this;

    private static JsonObject Changed(JsonObject definition, string key, JsonNode value)
    {
        var changed = (JsonObject)definition.DeepClone();
        changed[key] = value;
        if (key == "type" && changed["enum"] is JsonArray words)
        {
            words.Add(null);
        }

        return changed;
    }
}

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it looks like.</param>
/// <param name="Required">Whether it is always there.</param>
internal sealed record Field(string Name, Schema Schema, bool Required = false);
