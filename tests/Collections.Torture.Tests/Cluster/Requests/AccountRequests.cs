using System.Text.Json.Nodes;
using Collections.Domain.Accounts;

namespace Collections.Torture.Tests.Cluster.Requests;

/// <summary>Profiles, tags and holds.</summary>
internal static class AccountRequests
{
    /// <summary>The request; null for commands of another group.</summary>
    public static HttpAsk? Of(string id, AccountCommand command) => command switch
    {
        AccountCommand.PutAccount put => HttpAsk.Put(Path(id), Profile(put)),
        AccountCommand.AddTag add => HttpAsk.Post(Path(id, "tags"), new JsonObject { ["tag"] = add.Tag }),
        AccountCommand.RemoveTag remove => HttpAsk.Delete(Path(id, $"tags/{remove.Tag}")),
        AccountCommand.PlaceHold place => HttpAsk.Post(Path(id, "holds"), Hold(place)),
        AccountCommand.ReleaseHold release => HttpAsk.Delete(Path(id, $"holds/{release.HoldId}")),
        _ => null,
    };

    /// <summary>Opens an account: values that the simulation seals itself go in clear, and the server seals them.</summary>
    public static HttpAsk Open(string id, AccountCommand.PutAccount put, (string Mail, string Phone) contacts)
    {
        var body = Profile(put);
        body["contacts"] = new JsonArray(Contact("email", contacts.Mail), Contact("phone", contacts.Phone));
        return HttpAsk.Put(Path(id), body);
    }

    /// <summary>The path of an account, or of something below it.</summary>
    public static string Path(string id, string? below = null) => below is null ? $"accounts/{id}" : $"accounts/{id}/{below}";

    private static JsonObject Profile(AccountCommand.PutAccount put) => new JsonObject { ["paidByParent"] = put.PaidByParent }
        .With("customerId", put.CustomerId)
        .With("currency", put.Currency)
        .With("timezone", put.TimeZone)
        .With("parentId", put.ParentId);

    private static JsonObject Contact(string kind, string value) => new() { ["kind"] = kind, ["value"] = value };

    private static JsonObject Hold(AccountCommand.PlaceHold place)
    {
        var scope = place.Scope switch
        {
            HoldScope.Contact => "contact",
            HoldScope.Treatment => "treatment",
            _ => "all",
        };
        return new JsonObject { ["holdId"] = place.HoldId, ["scope"] = scope }
            .With("reason", place.Reason)
            .With("from", place.From)
            .With("until", place.Until);
    }
}
