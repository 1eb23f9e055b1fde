using System.Text.Json.Nodes;
using Collections.Domain.Complaints;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>Complaints, filed and settled.</summary>
internal static class ComplaintRequests
{
    /// <summary>The request; null for what no script asks.</summary>
    public static HttpAsk? Of(string id, ComplaintCommand command) => command switch
    {
        ComplaintCommand.FileComplaint { Terms: var terms } => HttpAsk.Post(
            "complaints",
            new JsonObject
            {
                ["complaintId"] = id,
                ["customerId"] = terms.PersonId,
                ["source"] = terms.Source,
                ["category"] = terms.Category,
                ["receivedAt"] = WireText.Of(terms.ReceivedAt),
            }.With("channel", terms.Channel)),
        ComplaintCommand.ResolveComplaint end => HttpAsk.Post($"complaints/{id}/resolve", new()
        {
            ["upheld"] = end.Upheld,
            ["reason"] = end.Reason,
        }),
        ComplaintCommand.ReopenComplaint again => HttpAsk.Post($"complaints/{id}/reopen", new()
        {
            ["reason"] = again.Reason,
        }),
        _ => null,
    };
}
