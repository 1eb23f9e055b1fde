using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Collections.Server.Api.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Api.OpenApi;

/// <summary>The document for programs, and a page for people made from it: no script, nothing from elsewhere.</summary>
internal static class DocumentPages
{
    /// <summary>Where the document is.</summary>
    public const string DocumentPath = "/openapi/v1.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document's text.</summary>
    public static string Text => OpenApiDocument.Of(OperationTable.All).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    /// <summary>Maps the pages.</summary>
    public static void Map(WebApplication application)
    {
        var document = Encoding.UTF8.GetBytes(Text);
        var page = Encoding.UTF8.GetBytes(OperationPage.Of(OperationTable.All));
        Map(application, DocumentPath, "application/json", document);
        Map(application, "/docs", "text/html; charset=utf-8", page);
        Map(application, "/openapi", "text/html; charset=utf-8", page);
        Map(application, "/docs/problems", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(ProblemPage.Html));
    }

    private static void Map(WebApplication application, string path, string type, byte[] bytes) =>
        application.MapMethods(path, ["GET", "HEAD"], (RequestDelegate)(async http =>
        {
            http.Response.ContentType = type;
            http.Response.ContentLength = bytes.Length;
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }));
}
