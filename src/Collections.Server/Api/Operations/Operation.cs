using Collections.Server.Api.Access;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;

namespace Collections.Server.Api.Operations;

/// <summary>
/// One operation of the API. The same record makes the route, the checks before it runs, and its page in the OpenAPI
/// document, so that none of them can disagree.
/// </summary>
internal sealed record Operation(string Id, string Method, string Path, Func<ApiCall, ValueTask<ApiReply>> Run)
{
    /// <summary>The feature it belongs to.</summary>
    public required string Tag { get; init; }

    /// <summary>What it does, one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The schema of its body; null when it takes none.</summary>
    public Schema? Body { get; init; }

    /// <summary>
    /// Whether its body may be long and takes long: it is no single command, and others do not wait for it.
    /// </summary>
    public bool IsBulk { get; init; }

    /// <summary>Whether the body may be left out.</summary>
    public bool BodyOptional { get; init; }

    /// <summary>The media types of its body.</summary>
    public IReadOnlyList<string> BodyTypes { get; init; } = [ApiReply.Json];

    /// <summary>The schema of its answer; null for none.</summary>
    public Schema? Answer { get; init; }

    /// <summary>The media types of its answer, the usual one first.</summary>
    public IReadOnlyList<string> AnswerTypes { get; init; } = [ApiReply.Json];

    /// <summary>The statuses of success.</summary>
    public IReadOnlyList<int> Successes { get; init; } = [200];

    /// <summary>Its query parameters.</summary>
    public IReadOnlyList<Parameter> Query { get; init; } = [];

    /// <summary>Whether it goes to an entity as a command, so that waiting ones are counted.</summary>
    public bool Changes => Method is not "GET";

    /// <summary>Who may call it.</summary>
    public RoleSet Roles { get; } = RoleTable.Of(Id);
}

/// <summary>A query parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it looks like.</param>
/// <param name="Summary">What it does.</param>
internal sealed record Parameter(string Name, Schema Schema, string Summary);
