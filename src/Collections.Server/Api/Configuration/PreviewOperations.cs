using Collections.Domain.Configuration;
using Collections.Domain.Notices;
using Collections.Gateways.Notices;
using Collections.Kernel.Documents;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;
using Collections.Server.Api.Operations;

namespace Collections.Server.Api.Configuration;

/// <summary>Shows what a template would say.</summary>
internal static class PreviewOperations
{
    private static readonly Schema Answer = Shape.Answer(
        "TemplatePreview",
        new Field("data", Shape.List(Shape.Answer(
            "PreviewedNotice",
            new("channel", Shape.Said),
            new("language", Shape.Said),
            new("subject", Shape.Said.OrNull()),
            new("body", Shape.Said)))));

    public static IReadOnlyList<Operation> All =>
    [
        new("previewTemplate", "POST", "/templates/{name}/preview", PreviewAsync)
        {
            Tag = PublishedKind.Templates.PluralTitle,
            Summary = "Every text of a template filled in with an invented account: of the body when there is one, "
                + "else of the latest version. Nothing is stored.",
            Body = Shape.Anything,
            BodyOptional = true,
            BodyTypes = PublishedKind.Templates.Types,
            Answer = Answer,
        },
    ];

    private static async ValueTask<ApiReply> PreviewAsync(ApiCall call)
    {
        var name = call.Part("name");
        Node document;
        if (call.BodyBytes.IsEmpty)
        {
            var reading = new PublishedReading(PublishedKind.Templates);
            if (await reading.DocumentAsync(call, name, null) is not { } found)
            {
                return reading.Unknown(call, name, null);
            }

            document = found.Document;
        }
        else
        {
            var draft = DraftReading.Of(call);
            if (draft.Document is { } parsed)
            {
                var faults = TemplateDocument.Check(parsed, name, await call.ConfigurationAsync());
                draft = draft with { Faults = [.. draft.Faults, .. faults] };
            }

            if (draft.Refusal is { } refusal)
            {
                return call.Refuse(refusal);
            }

            document = draft.Document!;
        }

        var template = TemplateReader.Read(document, name).Template!;
        return ApiReply.Ok(JsonBytes.Of(NoticePreview.Of(template), static (writer, notices) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data"u8);
            foreach (var (channel, notice) in notices)
            {
                writer.WriteStartObject();
                writer.WriteString("channel"u8, channel);
                writer.WriteString("language"u8, notice.Language);
                writer.WriteString("subject"u8, notice.Subject);
                writer.WriteString("body"u8, notice.Body);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }
}
