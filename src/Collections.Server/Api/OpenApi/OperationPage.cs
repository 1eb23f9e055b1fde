using System.Globalization;
using System.Net;
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
    internal const string Style =
        """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
        code,pre{font:14px/1.45 ui-monospace,monospace}pre{background:#f4f5f7;padding:.75rem;overflow:auto;border-radius:6px}
        summary{cursor:pointer;padding:.35rem 0}summary b{display:inline-block;width:4.5rem}
        details{border-bottom:1px solid #d7dbe0}table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;
        vertical-align:top}.roles{color:#57606a}h2{margin-top:2rem}nav a{margin-right:1rem}
        @media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}a{color:#79b8ff}
        details{border-color:#30363d}.roles{color:#9da7b3}}
        """;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<Operation> operations)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=en><meta charset=utf-8><title>Collections API</title><style>{Style}</style>");
        html.Append("<meta name=viewport content='width=device-width,initial-scale=1'><h1>Collections API</h1>");
        html.Append("<p>JSON over HTTP. <code>Authorization: Bearer KEY</code> says who calls. ");
        html.Append(CultureInfo.InvariantCulture, $"For programs: <a href='{DocumentPages.DocumentPath}'>OpenAPI 3.1</a>. ");
        html.Append("When something goes wrong: <a href='/docs/problems'>problems</a>.</p><nav>");
        var features = operations.GroupBy(operation => operation.Tag).ToList();
        foreach (var feature in features)
        {
            html.Append(CultureInfo.InvariantCulture, $"<a href='#{Anchor(feature.Key)}'>{feature.Key}</a>");
        }

        html.Append("</nav>");
        foreach (var feature in features)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 id='{Anchor(feature.Key)}'>{feature.Key}</h2>");
            foreach (var operation in feature)
            {
                Append(html, operation);
            }
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, Operation operation)
    {
        html.Append(CultureInfo.InvariantCulture, $"<details id='{operation.Id}'><summary><b>{operation.Method}</b> ");
        html.Append(CultureInfo.InvariantCulture, $"<code>{ApiHost.Root}{operation.Path}</code> {Text(operation.Summary)}</summary>");
        var roles = Roles.All.Where(role => (RoleSets.Of(role) & operation.Roles) != 0);
        html.Append(CultureInfo.InvariantCulture, $"<p class=roles>Roles: {string.Join(", ", roles)}</p>");
        if (operation.Query.Count > 0)
        {
            html.Append("<table>");
            foreach (var parameter in operation.Query)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{parameter.Name}</code><td>{Text(parameter.Summary)}");
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
            var text = Text(schema.Definition.ToJsonString(Indented));
            html.Append(CultureInfo.InvariantCulture, $"<p>{title}: {schema.Name}</p><pre>{text}</pre>");
        }
    }

    private static string Anchor(string title) => title.Replace(' ', '-').ToLowerInvariant();

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
