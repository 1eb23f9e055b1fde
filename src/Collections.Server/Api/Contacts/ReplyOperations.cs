using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Domain.Contacts;
using Collections.Gateways.Wire;
using Collections.Server.Api.Http;
using Collections.Server.Api.Operations;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Contacts;

/// <summary>What customers answer to messages, as far as it is a wish.</summary>
internal static class ReplyOperations
{
    private const string Source = "keyword";

    private const int TextMax = 2_000;

    public static IReadOnlyList<Operation> All =>
    [
        new("receiveReply", "POST", "/persons/{customerId}/replies", ReceiveAsync)
        {
            Tag = "Contacts",
            Summary = "A customer answered a message. When the answer is a keyword of a contact policy in force, it is "
                + "an opt-out of the channel at once; the text is not kept.",
            Body = Body("Reply", new("channel", Id, true), new("text", Text(TextMax), true)),
            Answer = Answer(
                "ReplyTaken",
                new("customerId", Id),
                new("channel", Said),
                new("optedOut", Flag),
                new("confirmWithinMinutes", Whole.OrNull())),
        },
    ];

    private static async ValueTask<ApiReply> ReceiveAsync(ApiCall call)
    {
        var reader = new BodyReader(call.Body, BodyForm.Json);
        var channel = reader.Required("channel", reader.Id("channel"));
        var text = reader.Required("text", reader.Text("text", TextMax));
        var id = call.Part("customerId");
        if (reader.Finish() is { } rejection)
        {
            return call.Refuse(rejection);
        }

        var key = call.Key(PersonDecider.Kind, id);
        if (OptOutKeywords.Find(await call.ConfigurationAsync(), text!, call.Now) is not { } rule)
        {
            return ApiReply.Ok(Taken(id, channel!, null));
        }

        var wish = new PersonCommand.OptOut(ContactChannels.MediumOf(channel!), Source);
        return await call.AskAsync(key, wish, answer => ApiReply.Ok(Taken(id, channel!, rule), answer.Version));
    }

    private static byte[] Taken(string id, string channel, OptOutRule? rule) => JsonBytes.Of(
        new JsonObject
        {
            ["customerId"] = id,
            ["channel"] = channel,
            ["optedOut"] = rule is not null,
            ["confirmWithinMinutes"] = rule is { ConfirmOnce: true } ? rule.ConfirmWithinMinutes : null,
        },
        (Utf8JsonWriter writer, JsonObject node) => node.WriteTo(writer));
}
