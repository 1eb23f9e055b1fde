using Collections.Kernel;
using Collections.Kernel.Documents;
using Collections.Runtime;
using Collections.Server.Api.Http;
using Microsoft.AspNetCore.Http;

namespace Collections.Server.Api.Operations;

/// <summary>
/// The one way of every call: who is it, how often, may he, what does he take and send, is there room; then the
/// operation runs. Each step that says no is the answer.
/// </summary>
internal sealed class Dispatcher(ApiServer server, Operation operation)
{
    /// <summary>The parts of paths that are no ids: tags and numbers may hold any character.</summary>
    private static readonly string[] OpenParts = ["tag", "number"];

    private readonly long _bytesMax =
        operation.IsBulk ? server.Setup.Limits.BulkBodyBytesMax : server.Setup.Limits.BodyBytesMax;

    /// <summary>Serves a request.</summary>
    public async Task ServeAsync(HttpContext http)
    {
        var reply = await AnswerAsync(http);
        if (!http.Response.HasStarted)
        {
            await ReplyWriter.WriteAsync(http, reply);
        }
    }

    /// <summary>A store that is away keeps even from finding out who calls: whoever it is may come back.</summary>
    private async ValueTask<ApiReply> AnswerAsync(HttpContext http)
    {
        try
        {
            return await ReplyAsync(http);
        }
        catch (StoreUnavailableException)
        {
            return Problems.Of(http, 503, "store_unavailable", "The store does not answer; try again.");
        }
    }

    private async ValueTask<ApiReply> ReplyAsync(HttpContext http)
    {
        if (await server.Authentication.OpenAsync(http.Request) is not { } door)
        {
            return Problems.Of(http, 401, "unauthorized", "A valid API key is needed: Authorization: Bearer KEY.");
        }

        if (!door.Bucket.TryTake())
        {
            return Problems.Of(http, 429, "rate_limited", "This key makes too many requests; slow down.");
        }

        if ((door.Caller.Roles & operation.Roles) == 0)
        {
            return Problems.Of(http, 403, "forbidden", $"The role {door.Caller.Principal.Role} may not do this.");
        }

        if (!Negotiation.Accepts(http.Request.Headers.Accept, operation.AnswerTypes))
        {
            var offered = string.Join(", ", operation.AnswerTypes);
            return Problems.Of(http, 406, "not_acceptable", $"The answer comes as {offered}.");
        }

        var call = new ApiCall(http, server, door.Caller, operation);
        return CheckPath(call) ?? await ReadBodyAsync(call) ?? await RunAsync(call);
    }

    /// <summary>What is no id addresses nothing; where the id would be made by this call, the id is at fault.</summary>
    private ApiReply? CheckPath(ApiCall call)
    {
        foreach (var (name, value) in call.Http.Request.RouteValues)
        {
            if (OpenParts.Contains(name) || EntityKey.IsValidId(value as string))
            {
                continue;
            }

            const string rule = "An id has 1 to 64 characters of A-Z a-z 0-9 . _ : ~ -";
            return call.Refuse(operation.Method == "PUT"
                ? Rejection.Invalid($"/{name}", "id", rule)
                : Rejection.Unknown(CodeOf(name), rule));
        }

        return null;
    }

    private string CodeOf(string part) => part switch
    {
        "keyId" => "api_key_unknown",
        "name" => operation.Path.Split('/')[1] == "policies"
            ? "policy_unknown"
            : $"{operation.Path.Split('/')[1].TrimEnd('s')}_unknown",
        _ => $"{part[..^2]}_unknown",
    };

    private async ValueTask<ApiReply?> ReadBodyAsync(ApiCall call)
    {
        if (!operation.Changes)
        {
            return null;
        }

        var http = call.Http;
        if (await RequestBody.ReadAsync(http, _bytesMax) is not { } bytes)
        {
            return Problems.Of(http, 413);
        }

        call.BodyBytes = bytes;
        if (bytes.Length == 0 && (operation.Body is null || operation.BodyOptional))
        {
            return null;
        }

        if (!IsTypeTaken(http.Request))
        {
            var taken = string.Join(", ", operation.BodyTypes);
            return Problems.Of(http, 415, "unsupported_media_type", $"The body comes as {taken} in UTF-8.");
        }

        return operation.BodyTypes is [ApiReply.Json] ? Parse(call, bytes) : null;
    }

    private bool IsTypeTaken(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && Negotiation.TypeOf(request) is { } type
        && operation.BodyTypes.Contains(type);

    private static ApiReply? Parse(ApiCall call, byte[] bytes)
    {
        var (document, faults) = JsonDocuments.Read(bytes);
        if (document is not null)
        {
            call.Body = document;
            return null;
        }

        return call.Refuse(new Rejection(RejectionClass.Invalid, "invalid_request", faults[0].Message)
        {
            Fields = [.. faults.Select(fault => new FieldFault(fault.Path, fault.Code, fault.Message))],
        });
    }

    private async ValueTask<ApiReply> RunAsync(ApiCall call)
    {
        if (!operation.Changes || operation.IsBulk)
        {
            return await operation.Run(call);
        }

        if (server.Gate.Enter() is not { } ticket)
        {
            return Problems.Of(call.Http, 503, "overloaded", "Too many commands wait; try again.");
        }

        try
        {
            return await operation.Run(call);
        }
        finally
        {
            server.Gate.Leave(ticket);
        }
    }
}
