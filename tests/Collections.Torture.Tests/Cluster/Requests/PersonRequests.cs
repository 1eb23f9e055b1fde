using System.Text.Json.Nodes;
using Collections.Domain.Contacts;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>What a person wishes, and what stands against contacts with him.</summary>
internal static class PersonRequests
{
    /// <summary>The request; null for what no script asks.</summary>
    public static HttpAsk? Of(string id, PersonCommand command, Func<string, string> accountOf) => command switch
    {
        PersonCommand.OptOut wish => HttpAsk.Post(Path(id, "opt-outs"), Wish(wish.Channel, wish.Source)),
        PersonCommand.OptIn wish => HttpAsk.Post(Path(id, "opt-ins"), Wish(wish.Channel, wish.Source)),
        PersonCommand.SetQuietDates { Dates: var dates } => HttpAsk.Put(Path(id, $"quiet-dates/{dates.QuietId}"), new()
        {
            ["first"] = WireText.Of(dates.First),
            ["last"] = WireText.Of(dates.Last),
            ["reason"] = dates.Reason,
        }),
        PersonCommand.RemoveQuietDates remove => HttpAsk.Delete(Path(id, $"quiet-dates/{remove.QuietId}")),
        PersonCommand.PlaceLegalHold { Hold: var hold } => HttpAsk.Put(
            Path(id, $"legal-holds/{hold.HoldId}"),
            new JsonObject { ["kind"] = hold.Kind, ["from"] = WireText.Of(hold.From) }
                .With("channel", hold.Channel)
                .With("until", hold.Until)),
        PersonCommand.ReleaseLegalHold release => HttpAsk.Delete(Path(id, $"legal-holds/{release.HoldId}")),
        PersonCommand.RecordContact { Contact: var mark } => HttpAsk.Post($"contacts/{mark.ContactId}/report", new()
        {
            ["accountId"] = accountOf(id),
            ["channel"] = mark.Channel,
            ["at"] = WireText.Of(mark.At),
            ["outcome"] = mark.Result,
            ["direction"] = mark.Inbound ? "in" : "out",
        }),
        _ => null,
    };

    private static string Path(string id, string below) => $"persons/{id}/{below}";

    private static JsonObject Wish(string? channel, string? source) =>
        new JsonObject().With("channel", channel).With("source", source);
}
