using Collections.Server.Api.OpenApi;
using static Collections.Server.Api.OpenApi.Shape;

namespace Collections.Server.Api.Configuration;

/// <summary>What published documents look like in answers; the same for every kind.</summary>
internal static class PublishedSchemas
{
    private static readonly Field[] VersionFields =
    [
        new("name", Id),
        new("version", Whole.Saying("0 for a shipped document.")),
        new("number", Whole.Saying("The tenant's configuration number.")),
        new("publishedAt", Instant.OrNull()),
        new("effectiveFrom", Instant.OrNull()),
        new("format", Word("json", "yaml", "killbill")),
        new("tookEffect", Flag),
    ];

    public static readonly Schema Version = Answer("PublishedVersion", VersionFields);

    public static readonly Schema Document = Answer("PublishedDocument", [.. VersionFields, new("document", Anything)]);

    public static readonly Schema Published = Answer(
        "Published",
        [
            .. VersionFields,
            new("changes", List(Said).Saying("What the version changes against the one before.")),
            new("warnings", List(Answer("Warning", new("pointer", Said), new("code", Said), new("message", Said)))),
        ]);

    public static readonly Schema Row = Answer(
        "PublishedRow", new("name", Id), new("version", Whole), new("status", Word("published", "pending")));
}
