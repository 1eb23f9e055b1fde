using System.Text;

namespace Collections.Server.Api.OpenApi;

/// <summary>What the codes of problems mean: the page that every problem's type points at.</summary>
internal static class ProblemPage
{
    /// <summary>The page.</summary>
    public static string Text
    {
        get
        {
            var html = new StringBuilder(Html.Head("Problems"))
                .Append("<p>RFC 9457 problem details. Tell them apart by <code>code</code>.</p><table>");
            foreach (var (code, status, meaning) in ProblemCodes.All)
            {
                html.Append("<tr id='").Append(code).Append("'><td><code>").Append(code).Append("</code><td>")
                    .Append(status).Append("<td>").Append(Html.Text(meaning));
            }

            return html.Append("</table>").ToString();
        }
    }
}
