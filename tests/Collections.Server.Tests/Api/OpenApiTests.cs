using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Domain.Access;
using Collections.Server.Api.Access;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;

namespace Collections.Server.Tests.Api;

public sealed class OpenApiTests
{
    private const string Extra = "is not in the document";

    [Fact]
    public async Task Every_operation_of_the_document_is_exercised_and_answers_as_it_says()
    {
        await using var world = await ApiWorld.OpenAsync();
        var document = (await world.SendAsync("GET", DocumentPages.DocumentPath)).Json.AsObject();
        var check = new SchemaCheck(document);

        var told = await Story.TellAsync(world);

        Assert.Empty(OperationTable.All.Select(operation => operation.Id).Except(told.Select(each => each.Call.Operation)));
        foreach (var (call, path, result) in told.Where(each => each.Result.Text.Length > 0))
        {
            var response = ResponseOf(document, call.Operation, result.Status);
            Assert.True(response is not null, $"{call.Operation} does not tell of {result.Status}.");
            var schema = response["content"]?[result.MediaType!]?["schema"];
            Assert.True(schema is not null, $"{call.Operation} does not tell of {result.MediaType}.");
            var faults = check.Faults(schema, result.Json).Where(fault => result.Status < 400 || !fault.EndsWith(Extra, StringComparison.Ordinal));
            Assert.True(!faults.Any(), $"{call.Operation} {path}: {string.Join("; ", faults)}");
        }
    }

    [Fact]
    public void The_document_is_the_approved_one() => Golden.Check("contracts/openapi.json", DocumentPages.Text);

    [Fact]
    public void The_page_of_operations_and_roles_is_the_approved_one()
    {
        var text = new StringBuilder("""
            # Operations and who may call them

            Made from the program's own table by a test; `UPDATE_GOLDEN=1` rewrites it. Bodies and answers are at `/docs`.

            | Operation | Call | Roles |
            |---|---|---|

            """);
        foreach (var operation in OperationTable.All)
        {
            var roles = Roles.All.Where(role => (RoleSets.Of(role) & operation.Roles) != 0).ToList();
            var who = roles.Count == Roles.All.Count ? "all" : string.Join(", ", roles);
            text.Append(CultureInfo.InvariantCulture, $"| `{operation.Id}` | `{operation.Method} /v1{operation.Path}` | {who} |\n");
        }

        Golden.Check("docs/reference/operations.md", text.ToString());
    }

    [Fact]
    public void The_page_of_problems_is_the_approved_one()
    {
        var text = new StringBuilder("""
            # Problems

            Codes of problem details (RFC 9457) and their statuses. A code never changes its meaning.

            | Code | Status | Meaning |
            |---|---|---|

            """);
        foreach (var (code, status, meaning) in ProblemCodes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{code}` | {status} | {meaning} |\n");
        }

        Golden.Check("docs/reference/problems.md", text.ToString());
    }

    [Fact]
    public async Task Every_field_of_a_body_that_the_document_names_is_known()
    {
        await using var world = await ApiWorld.OpenAsync();
        await Story.TellAsync(world);

        foreach (var operation in OperationTable.All.Where(operation => operation.Body?.Definition["properties"] is JsonObject))
        {
            var fields = operation.Body!.Definition["properties"]!.AsObject().Select(field => field.Key);
            var body = new JsonObject(fields.Select(field => KeyValuePair.Create(field, (JsonNode?)null)));
            var path = "/v1" + Uris.Fill(operation.Path);
            var known = await world.SendAsync(operation.Method, path, body.ToJsonString());
            Assert.DoesNotContain("unknown_field", known.Text, StringComparison.Ordinal);

            body["surprise"] = 1;
            var unknown = await world.SendAsync(operation.Method, path, body.ToJsonString());
            Assert.Equal((operation.Id, 400), (operation.Id, unknown.Status));
            Assert.Contains("/surprise unknown_field", unknown.Faults);
        }
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/openapi")]
    [InlineData("/docs/problems")]
    public async Task The_pages_open_without_a_key_and_load_nothing_from_elsewhere(string path)
    {
        await using var world = await ApiWorld.OpenAsync();

        var page = await world.Http.GetStringAsync(new Uri(world.Address, path));

        Assert.Contains("<h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_the_story_has_a_page()
    {
        await using var world = await ApiWorld.OpenAsync();
        var page = await world.Http.GetStringAsync(new Uri(world.Address, "/docs/problems"));

        Assert.All(ProblemCodes.All, code => Assert.Contains($"id='{code.Code}'", page, StringComparison.Ordinal));
        Assert.Equal(ProblemCodes.All.Select(code => code.Code).Order(StringComparer.Ordinal), ProblemCodes.All.Select(code => code.Code));
    }

    private static JsonNode? ResponseOf(JsonObject document, string operation, int status)
    {
        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Single(method => (string?)method.Value!["operationId"] == operation).Value!;
        var response = described["responses"]![$"{status}"];
        return response?["$ref"] is { } reference
            ? document["components"]!["responses"]![reference.GetValue<string>().Split('/')[^1]]
            : response;
    }
}
