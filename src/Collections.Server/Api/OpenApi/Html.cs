using System.Net;

namespace Collections.Server.Api.OpenApi;

/// <summary>What the pages for people have in common.</summary>
internal static class Html
{
    private const string Style =
        """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        body{color:#1b1f24;background:#fff}code,pre{font:14px/1.45 ui-monospace,monospace}
        pre{background:#f4f5f7;padding:.75rem;overflow:auto;border-radius:6px}
        summary{cursor:pointer;padding:.35rem 0}summary b{display:inline-block;width:4.5rem}
        details{border-bottom:1px solid #d7dbe0}table{border-collapse:collapse}
        td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}
        .roles{color:#57606a}h2{margin-top:2rem}nav a{margin-right:1rem}
        @media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}pre{background:#161b22}
        a{color:#79b8ff}details{border-color:#30363d}.roles{color:#9da7b3}}
        """;

    /// <summary>The beginning of a page, its heading included.</summary>
    public static string Head(string title) =>
        $"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><style>{Style}</style>"
        + $"<meta name=viewport content='width=device-width,initial-scale=1'><h1>{title}</h1>";

    /// <summary>A text as it stands in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
