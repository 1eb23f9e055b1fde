using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Collections.Domain.Access;
using Collections.Server.Api.Access;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.OpenApi;

/// <summary>The operations as one page to read, folded up, feature by feature.</summary>
internal static class OperationPage
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<Operation> operations)
    {
        var features = operations.GroupBy(operation => operation.Tag).ToList();
        var html = new StringBuilder(Html.Head("Collections API"))
            .Append("<p>JSON over HTTP. <code>Authorization: Bearer KEY</code> says who calls. For programs: <a href='")
            .Append(DocumentPages.DocumentPath)
            .Append("'>OpenAPI 3.1</a>. When something goes wrong: <a href='/docs/problems'>problems</a>.</p><nav>");
        foreach (var feature in features)
        {
            html.Append("<a href='#").Append(Anchor(feature.Key)).Append("'>").Append(feature.Key).Append("</a>");
        }

        html.Append("</nav>");
        foreach (var feature in features)
        {
            html.Append("<h2 id='").Append(Anchor(feature.Key)).Append("'>").Append(feature.Key).Append("</h2>");
            foreach (var operation in feature)
            {
                Append(html, operation);
            }
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, Operation operation)
    {
        var roles = Roles.All.Where(role => (RoleSets.Of(role) & operation.Roles) != 0);
        html.Append("<details id='").Append(operation.Id).Append("'><summary><b>").Append(operation.Method)
            .Append("</b> <code>").Append(ApiHost.Root).Append(operation.Path).Append("</code> ")
            .Append(Html.Text(operation.Summary)).Append("</summary><p class=roles>Roles: ")
            .AppendJoin(", ", roles).Append("</p>");
        if (operation.Query.Count > 0)
        {
            html.Append("<table>");
            foreach (var parameter in operation.Query)
            {
                html.Append("<tr><td><code>").Append(parameter.Name).Append("</code><td>")
                    .Append(Html.Text(parameter.Summary));
            }

            html.Append("</table>");
        }

        Append(html, "Body", operation.Body);
        Append(html, "Answer", operation.Answer);
        html.Append("</details>");
    }

    private static void Append(StringBuilder html, string title, Schema? schema)
    {
        if (schema?.Name is not null)
        {
            html.Append("<p>").Append(title).Append(": ").Append(schema.Name).Append("</p><pre>")
                .Append(Html.Text(schema.Definition.ToJsonString(Indented))).Append("</pre>");
        }
    }

    private static string Anchor(string title) => title.Replace(' ', '-').ToLowerInvariant();
}
