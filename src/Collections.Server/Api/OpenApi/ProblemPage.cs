using System.Globalization;
using System.Net;
using System.Text;

namespace Collections.Server.Api.OpenApi;

/// <summary>What the codes of problems mean: the page that every problem's type points at.</summary>
internal static class ProblemPage
{
    /// <summary>The page.</summary>
    public static string Html
    {
        get
        {
            var html = new StringBuilder();
            html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=en><meta charset=utf-8><title>Problems</title><style>{OperationPage.Style}</style>");
            html.Append("<h1>Problems</h1><p>RFC 9457 problem details. Tell them apart by <code>code</code>.</p><table>");
            foreach (var (code, status, meaning) in ProblemCodes.All)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr id='{code}'><td><code>{code}</code><td>{status}<td>{WebUtility.HtmlEncode(meaning)}");
            }

            return html.Append("</table>").ToString();
        }
    }
}
