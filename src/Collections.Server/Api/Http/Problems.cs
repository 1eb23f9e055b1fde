using System.Globalization;
using System.Text.Json;
using Collections.Kernel;
using Collections.Runtime;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Api.Http;

/// <summary>
/// Problem details (RFC 9457): what went wrong, with a stable code and, for bad input, every field at fault.
/// </summary>
internal static class Problems
{
    /// <summary>The code of a stale <c>If-Match</c>, which has a status of its own.</summary>
    public const string VersionMismatch = "version_mismatch";

    private const int RetrySeconds = 1;

    /// <summary>The answer to a refusal.</summary>
    public static ApiReply Of(HttpContext http, Rejection rejection) => Of(http, StatusOf(rejection), rejection);

    /// <summary>A problem without fields.</summary>
    public static ApiReply Of(HttpContext http, int status, string code, string message) =>
        Of(http, status, new Rejection(RejectionClass.Refused, code, message));

    /// <summary>A status that came without words.</summary>
    public static ApiReply Of(HttpContext http, int status)
    {
        var (code, message) = status switch
        {
            StatusCodes.Status400BadRequest => ("malformed_request", "The request is no valid HTTP."),
            StatusCodes.Status404NotFound => ("route_unknown", "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => ("method_not_allowed", "Another method is wanted: see Allow."),
            StatusCodes.Status408RequestTimeout => ("request_timeout", "The request came too slowly."),
            StatusCodes.Status413PayloadTooLarge => ("body_too_large", "The body is larger than this address takes."),
            StatusCodes.Status414UriTooLong => ("uri_too_long", "The address is too long."),
            StatusCodes.Status431RequestHeaderFieldsTooLarge => ("headers_too_large", "The headers are too large."),
            StatusCodes.Status500InternalServerError => ("internal_error", "The server met a fault of its own."),
            _ => (string.Create(CultureInfo.InvariantCulture, $"status_{status}"), TitleOf(status)),
        };
        return Of(http, status, code, message);
    }

    private static ApiReply Of(HttpContext http, int status, Rejection rejection)
    {
        var retryable = status is 408 or 429 or 503 || rejection.Code is Answer.BusyCode or "request_in_progress";
        var problem = new Problem(http.Request.Path, http.TraceIdentifier, status, rejection, retryable);
        return new ApiReply(status, JsonBytes.Of(problem, Write))
        {
            ContentType = ApiReply.Problem,
            RetryAfterSeconds = status is 429 or 503 ? RetrySeconds : null,
        };
    }

    private static int StatusOf(Rejection rejection) => rejection.Class switch
    {
        RejectionClass.Invalid => StatusCodes.Status400BadRequest,
        RejectionClass.Unknown => StatusCodes.Status404NotFound,
        RejectionClass.Conflict => rejection.Code == VersionMismatch
            ? StatusCodes.Status412PreconditionFailed
            : StatusCodes.Status409Conflict,
        RejectionClass.Refused => StatusCodes.Status422UnprocessableEntity,
        _ => throw Invariant.Unreachable($"Unknown class {rejection.Class}."),
    };

    private static void Write(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, $"/docs/problems#{problem.Rejection.Code}");
        writer.WriteString("title"u8, TitleOf(problem.Status));
        writer.WriteNumber("status"u8, problem.Status);
        writer.WriteString("detail"u8, problem.Rejection.Message);
        writer.WriteString("instance"u8, problem.Path.ToUriComponent());
        writer.WriteString("code"u8, problem.Rejection.Code);
        if (problem.Rejection.Fields.Count > 0)
        {
            WriteFields(writer, problem.Rejection.Fields);
        }

        writer.WriteString("requestId"u8, problem.RequestId);
        writer.WriteBoolean("retryable"u8, problem.Retryable);
        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyList<FieldFault> fields)
    {
        writer.WriteStartArray("errors"u8);
        foreach (var field in fields)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer"u8, field.Pointer);
            writer.WriteString("code"u8, field.Code);
            writer.WriteString("message"u8, field.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad request",
        StatusCodes.Status401Unauthorized => "Who are you?",
        StatusCodes.Status403Forbidden => "Not with this role",
        StatusCodes.Status404NotFound => "Unknown",
        StatusCodes.Status405MethodNotAllowed => "Method not allowed",
        StatusCodes.Status406NotAcceptable => "Not acceptable",
        StatusCodes.Status408RequestTimeout => "Too slow",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status412PreconditionFailed => "Changed meanwhile",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Unsupported media type",
        StatusCodes.Status422UnprocessableEntity => "Refused by a rule",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status500InternalServerError => "Fault of the server",
        StatusCodes.Status503ServiceUnavailable => "Busy",
        _ => "Not done",
    };

    private sealed record Problem(
        PathString Path, string RequestId, int Status, Rejection Rejection, bool Retryable);
}
