using System.Text.Json.Nodes;
using Collections.Domain.Lists;
using Collections.Domain.Numbers;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>Lists and numbers; the API takes a number's id in the place of the number.</summary>
internal static class NumberRequests
{
    /// <summary>The request; null for what no script asks.</summary>
    public static HttpAsk? Of(string id, ListCommand command) => command switch
    {
        ListCommand.AddMember add => HttpAsk.Put(
            $"dnc/{id}/members/{add.Member}",
            new JsonObject { ["reason"] = add.Reason, ["source"] = add.Source }.With("until", add.Until)),
        ListCommand.RequestRemoval remove => HttpAsk.Delete(
            $"dnc/{id}/members/{remove.Member}?reason={remove.Reason}"),
        _ => null,
    };

    /// <summary>The request; null for what no script asks.</summary>
    public static HttpAsk? Of(string id, NumberCommand command) => command switch
    {
        NumberCommand.MarkNumber mark => HttpAsk.Post(
            $"numbers/{id}/mark",
            new JsonObject { ["state"] = NumberWords.Of(mark.State), ["reason"] = mark.Reason }.With("until", mark.Until)),
        NumberCommand.RestoreNumber restore => HttpAsk.Post($"numbers/{id}/restore", new JsonObject
        {
            ["reason"] = restore.Reason,
        }),
        _ => null,
    };
}
