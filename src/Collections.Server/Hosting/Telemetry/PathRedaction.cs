using System.Diagnostics;
using OpenTelemetry;

namespace Collections.Server.Hosting.Telemetry;

/// <summary>
/// Takes out of a request's span what may hold a person's data: a search (<c>q=</c>) holds names and phones, a path
/// holds ids that customers chose. The route's pattern stays.
/// </summary>
internal sealed class PathRedaction : BaseProcessor<Activity>
{
    private static readonly string[] Revealing =
    [
        "url.path", "url.query", "url.full", "http.target", "http.url", "client.address", "user_agent.original",
    ];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var tag in Revealing)
        {
            if (data.GetTagItem(tag) is not null)
            {
                data.SetTag(tag, null);
            }
        }
    }
}
