using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Collections.Server.Tests.Api;

/// <summary>Checks JSON against the schemas of the OpenAPI document, as far as that document uses them.</summary>
public sealed class SchemaCheck(JsonObject document)
{
    /// <summary>Where the value is not what the schema says; empty when it is.</summary>
    public IEnumerable<string> Faults(JsonNode? schema, JsonNode? value, string path = "")
    {
        if (schema is not JsonObject rules)
        {
            return [];
        }

        if (rules["$ref"] is { } reference)
        {
            return Faults(Resolve(reference.GetValue<string>()), value, path);
        }

        if (rules["anyOf"] is JsonArray options)
        {
            return options.Any(option => !Faults(option, value, path).Any()) ? [] : [$"{path} fits none of its schemas"];
        }

        return Type(rules, value, path).Concat(Words(rules, value, path)).Concat(Parts(rules, value, path));
    }

    private JsonNode Resolve(string reference) =>
        reference[2..].Split('/').Aggregate((JsonNode)document, (node, part) => node[part]!);

    private static IEnumerable<string> Type(JsonObject rules, JsonNode? value, string path)
    {
        List<string> types = rules["type"] switch
        {
            null => [],
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            var single => [single.GetValue<string>()],
        };
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var fits = types.Count == 0 || types.Exists(type => type switch
        {
            "null" => kind == JsonValueKind.Null,
            "string" => kind == JsonValueKind.String,
            "number" => kind == JsonValueKind.Number,
            "integer" => kind == JsonValueKind.Number && value!.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-'),
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "array" => kind == JsonValueKind.Array,
            "object" => kind == JsonValueKind.Object,
            _ => false,
        });
        return fits ? [] : [$"{path} is {kind}, not {string.Join(" or ", types)}"];
    }

    private static IEnumerable<string> Words(JsonObject rules, JsonNode? value, string path)
    {
        if (rules["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            yield return $"{path} is {value}, which is none of its words";
        }

        if (rules["pattern"] is { } pattern && value is JsonValue && value.GetValueKind() == JsonValueKind.String
            && !Regex.IsMatch(value.GetValue<string>(), pattern.GetValue<string>()))
        {
            yield return $"{path} is {value}, not {pattern}";
        }
    }

    private IEnumerable<string> Parts(JsonObject rules, JsonNode? value, string path)
    {
        if (value is JsonArray list)
        {
            return list.SelectMany((item, i) => Faults(rules["items"], item, $"{path}/{i}"));
        }

        if (value is not JsonObject map)
        {
            return [];
        }

        var properties = rules["properties"] as JsonObject ?? [];
        var missing = (rules["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !map.ContainsKey(name));
        return missing.Select(name => $"{path}/{name} is missing").Concat(map.SelectMany(entry =>
            properties.TryGetPropertyValue(entry.Key, out var known) ? Faults(known, entry.Value, $"{path}/{entry.Key}")
            : properties.Count > 0 ? [$"{path}/{entry.Key} is not in the document"]
            : Faults(rules["additionalProperties"], entry.Value, $"{path}/{entry.Key}")));
    }
}
