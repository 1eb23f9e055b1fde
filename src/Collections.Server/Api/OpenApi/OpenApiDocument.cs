using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Collections.Domain.Access;
using Collections.Server.Api.Access;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document, made from the same table as the routes.</summary>
internal static partial class OpenApiDocument
{
    private static readonly Schema Problem = Answer(
        "Problem",
        new("type", Said),
        new("title", Said),
        new("status", Whole),
        new("detail", Said),
        new("instance", Said),
        new("code", Said.Saying("Stable; tell problems apart by it.")),
        new("requestId", Said),
        new("retryable", Flag));

    private static readonly (int Status, string Name, string Summary)[] Problems =
    [
        (400, "BadRequest", "The request is malformed; errors[] names every field at fault."),
        (401, "Unauthorized", "No valid API key."),
        (403, "Forbidden", "The key's role may not do this."),
        (404, "Unknown", "The addressed resource, or an id in the path, is unknown."),
        (406, "NotAcceptable", "The answer does not come as what Accept asks for."),
        (409, "Conflict", "Same id with other content, or the same request is under way."),
        (412, "ChangedMeanwhile", "If-Match names another version."),
        (413, "TooLarge", "The body is too large."),
        (415, "UnsupportedMediaType", "The body's media type is not taken."),
        (422, "Refused", "A rule refuses; the code says which."),
        (429, "TooManyRequests", "The key makes too many requests; Retry-After says when to go on."),
        (503, "Busy", "Too much waits, or the store does not answer; Retry-After says when to go on."),
    ];

    private static readonly int[] OfChangesOnly = [409, 412, 413, 415, 422];

    /// <summary>The document of the operations.</summary>
    public static JsonObject Of(IReadOnlyList<Operation> operations)
    {
        var schemas = new SortedDictionary<string, Schema>(StringComparer.Ordinal);
        Collect(schemas, Problem);
        foreach (var schema in operations.SelectMany(operation => new[] { operation.Body, operation.Answer }))
        {
            Collect(schemas, schema);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Collections",
                ["version"] = "1",
                ["description"] = "Finds who is overdue, and what to do about it.",
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["apiKey"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. operations.Select(operation => operation.Tag).Distinct()
                .Select(tag => new JsonObject { ["name"] = tag })]),
            ["paths"] = Paths(operations),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["apiKey"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
                ["responses"] = new JsonObject(Problems.Select(problem => KeyValuePair.Create(
                    problem.Name, (JsonNode?)Response(problem.Summary, Problem, [ApiReply.Problem])))),
                ["schemas"] = new JsonObject(schemas.Select(schema => KeyValuePair.Create(
                    schema.Key, (JsonNode?)schema.Value.Definition.DeepClone()))),
            },
        };
    }

    private static void Collect(SortedDictionary<string, Schema> schemas, Schema? schema)
    {
        if (schema is null)
        {
            return;
        }

        if (schema.Name is { } name)
        {
            schemas[name] = schema;
        }

        foreach (var part in schema.Parts)
        {
            Collect(schemas, part);
        }
    }

    private static JsonObject Paths(IReadOnlyList<Operation> operations)
    {
        var paths = new JsonObject();
        foreach (var path in operations.GroupBy(operation => ApiHost.Root + operation.Path))
        {
            paths[path.Key] = new JsonObject(path.Select(operation => KeyValuePair.Create(
                operation.Method.ToLowerInvariant(), (JsonNode?)Describe(operation))));
        }

        return paths;
    }

    private static JsonObject Describe(Operation operation)
    {
        var described = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
            ["x-roles"] = new JsonArray([.. Roles.All
                .Where(role => (RoleSets.Of(role) & operation.Roles) != 0)
                .Select(role => (JsonNode)role)]),
        };
        var parameters = Parameters(operation);
        if (parameters.Count > 0)
        {
            described["parameters"] = parameters;
        }

        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject
            {
                ["required"] = !operation.BodyOptional,
                ["content"] = Content(body, operation.BodyTypes),
            };
        }

        described["responses"] = Responses(operation);
        return described;
    }

    private static JsonArray Parameters(Operation operation)
    {
        var parameters = new JsonArray();
        foreach (Match part in PathPart().Matches(operation.Path))
        {
            var name = part.Groups["name"].Value;
            Add(name, "path", name == "tag" ? Text(64) : Id, null);
        }

        foreach (var parameter in operation.Query)
        {
            Add(parameter.Name, "query", parameter.Schema, parameter.Summary);
        }

        if (operation.Changes)
        {
            Add("If-Match", "header", Said, "The ETag the caller saw; another version is refused with 412.");
        }

        if (operation.Method == "POST")
        {
            Add("Idempotency-Key", "header", Text(255), "The first answer is kept for 72 h and given again.");
        }

        return parameters;

        void Add(string name, string place, Schema schema, string? summary)
        {
            var parameter = new JsonObject { ["name"] = name, ["in"] = place };
            if (place == "path")
            {
                parameter["required"] = true;
            }

            if (summary is not null)
            {
                parameter["description"] = summary;
            }

            parameter["schema"] = schema.Mention();
            parameters.Add(parameter);
        }
    }

    private static JsonObject Responses(Operation operation)
    {
        var responses = new JsonObject();
        foreach (var status in operation.Successes.Order())
        {
            responses[Name(status)] = Response(SummaryOf(status), operation.Answer, operation.AnswerTypes);
        }

        foreach (var problem in Problems)
        {
            if (operation.Changes || !OfChangesOnly.Contains(problem.Status))
            {
                responses[Name(problem.Status)] =
                    new JsonObject { ["$ref"] = $"#/components/responses/{problem.Name}" };
            }
        }

        return responses;
    }

    private static JsonObject Response(string summary, Schema? schema, IReadOnlyList<string> types)
    {
        var response = new JsonObject { ["description"] = summary };
        if (schema is not null)
        {
            response["content"] = Content(schema, types);
        }

        return response;
    }

    private static JsonObject Content(Schema schema, IReadOnlyList<string> types) => new(types.Select(type =>
        KeyValuePair.Create(type, (JsonNode?)new JsonObject { ["schema"] = schema.Mention() })));

    private static string SummaryOf(int status) => status switch
    {
        201 => "Created; Location says where.",
        204 => "Gone.",
        _ => "Done.",
    };

    private static string Name(int status) => status.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex PathPart();
}
