using Collections.Gateways.Wire;
using Collections.Server.Api.Http;
using Collections.Server.Api.OpenApi;

namespace Collections.Server.Api.Operations;

/// <summary>Verbs that need no word: the body may be left out or be an empty object.</summary>
internal static class WithoutBody
{
    /// <summary>The empty object.</summary>
    public static Schema Schema { get; } = Shape.Body("Nothing");

    /// <summary>The refusal of a body that says something; null when it says nothing.</summary>
    public static ApiReply? Refuse(ApiCall call) =>
        new BodyReader(call.Body, BodyForm.Json).Finish() is { } rejection ? call.Refuse(rejection) : null;
}
